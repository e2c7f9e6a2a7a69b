/** Calls to the outside, and what is refused. */
@NullMarked
package dev.dougong.workflow.outgoing;

import org.jspecify.annotations.NullMarked;
