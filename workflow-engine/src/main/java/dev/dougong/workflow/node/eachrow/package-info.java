/** The node type eachRow. */
@NullMarked
package dev.dougong.workflow.node.eachrow;

import org.jspecify.annotations.NullMarked;
