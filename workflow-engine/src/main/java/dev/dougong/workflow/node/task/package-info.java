/** Gives a person something to do, and waits until it is done. */
@NullMarked
package dev.dougong.workflow.node.task;

import org.jspecify.annotations.NullMarked;
