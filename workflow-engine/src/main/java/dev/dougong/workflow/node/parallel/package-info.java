/** The node type parallel. */
@NullMarked
package dev.dougong.workflow.node.parallel;

import org.jspecify.annotations.NullMarked;
