/** The node type tag. */
@NullMarked
package dev.dougong.workflow.node.tag;

import org.jspecify.annotations.NullMarked;
