/** Workflows at work, on a real PostgreSQL. */
@NullMarked
package dev.dougong.workflow.internal;

import org.jspecify.annotations.NullMarked;
