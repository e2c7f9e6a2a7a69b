/** The node type upsert. */
@NullMarked
package dev.dougong.workflow.node.upsert;

import org.jspecify.annotations.NullMarked;
