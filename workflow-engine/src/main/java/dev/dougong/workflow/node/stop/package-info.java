/** Ends the whole execution. */
@NullMarked
package dev.dougong.workflow.node.stop;

import org.jspecify.annotations.NullMarked;
