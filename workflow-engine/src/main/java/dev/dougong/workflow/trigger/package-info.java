/**
 * What starts a workflow: an open type that reads its options and says on what occasion. The engine
 * listens, keeps due rows and starts executions.
 */
@NullMarked
package dev.dougong.workflow.trigger;

import org.jspecify.annotations.NullMarked;
