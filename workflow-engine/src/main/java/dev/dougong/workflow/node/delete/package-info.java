/** The node type delete. */
@NullMarked
package dev.dougong.workflow.node.delete;

import org.jspecify.annotations.NullMarked;
