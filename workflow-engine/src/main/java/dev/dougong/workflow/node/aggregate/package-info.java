/** The node type aggregate. */
@NullMarked
package dev.dougong.workflow.node.aggregate;

import org.jspecify.annotations.NullMarked;
