/** Sends a message to a person outside, through the contact gate and the outbox. */
@NullMarked
package dev.dougong.workflow.node.message;

import org.jspecify.annotations.NullMarked;
