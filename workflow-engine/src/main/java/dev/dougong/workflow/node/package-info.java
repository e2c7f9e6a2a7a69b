/**
 * What a node of a workflow is: an open type that reads its options and returns a decision. The
 * engine calls it and does what it decided; it neither writes nor calls the runner.
 */
@NullMarked
package dev.dougong.workflow.node;

import org.jspecify.annotations.NullMarked;
