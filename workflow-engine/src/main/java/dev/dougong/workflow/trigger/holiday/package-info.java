/** The trigger type holiday. */
@NullMarked
package dev.dougong.workflow.trigger.holiday;

import org.jspecify.annotations.NullMarked;
