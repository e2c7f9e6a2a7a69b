/** Goes one of two ways. */
@NullMarked
package dev.dougong.workflow.node.condition;

import org.jspecify.annotations.NullMarked;
