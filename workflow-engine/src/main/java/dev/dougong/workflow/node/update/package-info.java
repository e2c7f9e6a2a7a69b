/** Changes a record. */
@NullMarked
package dev.dougong.workflow.node.update;

import org.jspecify.annotations.NullMarked;
