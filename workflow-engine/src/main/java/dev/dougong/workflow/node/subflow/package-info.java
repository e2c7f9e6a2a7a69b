/** The node type subflow. */
@NullMarked
package dev.dougong.workflow.node.subflow;

import org.jspecify.annotations.NullMarked;
