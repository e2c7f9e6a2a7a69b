/** What a workflow would do: for one record now, or over days that are past. */
@NullMarked
package dev.dougong.workflow.simulation;

import org.jspecify.annotations.NullMarked;
