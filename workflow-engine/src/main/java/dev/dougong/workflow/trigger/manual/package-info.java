/** A person starts it, by a button of a record or from a list. */
@NullMarked
package dev.dougong.workflow.trigger.manual;

import org.jspecify.annotations.NullMarked;
