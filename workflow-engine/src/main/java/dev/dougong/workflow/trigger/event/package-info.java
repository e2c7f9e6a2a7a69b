/** The trigger type event. */
@NullMarked
package dev.dougong.workflow.trigger.event;

import org.jspecify.annotations.NullMarked;
