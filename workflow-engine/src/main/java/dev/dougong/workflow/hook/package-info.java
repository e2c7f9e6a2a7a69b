/** Inbound webhooks: the document kind, and the port that takes deliveries. */
@NullMarked
package dev.dougong.workflow.hook;

import org.jspecify.annotations.NullMarked;
