/** How workflows run on PostgreSQL: starts, steps, due rows, tasks, outbox. */
@NullMarked
package dev.dougong.workflow.internal;

import org.jspecify.annotations.NullMarked;
