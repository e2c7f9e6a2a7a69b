/** Executions of workflows for people and programs: start, look, retry, cancel. */
@NullMarked
package dev.dougong.workflow.execution;

import org.jspecify.annotations.NullMarked;
