/** The node type find. */
@NullMarked
package dev.dougong.workflow.node.find;

import org.jspecify.annotations.NullMarked;
