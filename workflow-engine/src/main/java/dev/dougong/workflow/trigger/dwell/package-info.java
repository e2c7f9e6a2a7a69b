/** A field has had one value for some time. */
@NullMarked
package dev.dougong.workflow.trigger.dwell;

import org.jspecify.annotations.NullMarked;
