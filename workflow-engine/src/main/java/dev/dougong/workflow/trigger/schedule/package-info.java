/** The trigger type schedule. */
@NullMarked
package dev.dougong.workflow.trigger.schedule;

import org.jspecify.annotations.NullMarked;
