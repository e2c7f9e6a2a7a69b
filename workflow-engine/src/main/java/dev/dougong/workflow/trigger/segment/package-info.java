/** The trigger type segment. */
@NullMarked
package dev.dougong.workflow.trigger.segment;

import org.jspecify.annotations.NullMarked;
