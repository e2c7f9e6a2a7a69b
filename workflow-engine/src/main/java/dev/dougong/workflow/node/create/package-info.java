/** Makes a record. */
@NullMarked
package dev.dougong.workflow.node.create;

import org.jspecify.annotations.NullMarked;
