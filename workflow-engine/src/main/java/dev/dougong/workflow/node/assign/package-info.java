/** The node type assign. */
@NullMarked
package dev.dougong.workflow.node.assign;

import org.jspecify.annotations.NullMarked;
