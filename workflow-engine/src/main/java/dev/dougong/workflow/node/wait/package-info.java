/** The node type wait. */
@NullMarked
package dev.dougong.workflow.node.wait;

import org.jspecify.annotations.NullMarked;
