/** A write to a record starts it. */
@NullMarked
package dev.dougong.workflow.trigger.record;

import org.jspecify.annotations.NullMarked;
