/** Nothing happened to the record for some time. */
@NullMarked
package dev.dougong.workflow.trigger.idle;

import org.jspecify.annotations.NullMarked;
