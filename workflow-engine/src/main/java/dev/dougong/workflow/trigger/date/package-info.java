/** A date of the record starts it, some time before or after. */
@NullMarked
package dev.dougong.workflow.trigger.date;

import org.jspecify.annotations.NullMarked;
