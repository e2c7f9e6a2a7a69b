/** The trigger type webhook. */
@NullMarked
package dev.dougong.workflow.trigger.webhook;

import org.jspecify.annotations.NullMarked;
