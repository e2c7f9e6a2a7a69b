/** The node type switch. */
@NullMarked
package dev.dougong.workflow.node.switchnode;

import org.jspecify.annotations.NullMarked;
