/**
 * Pools: records without an owner that people claim. The document kind, and the port for people.
 */
@NullMarked
package dev.dougong.workflow.pool;

import org.jspecify.annotations.NullMarked;
