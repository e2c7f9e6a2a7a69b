/** The node type each. */
@NullMarked
package dev.dougong.workflow.node.each;

import org.jspecify.annotations.NullMarked;
