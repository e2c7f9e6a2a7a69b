/**
 * What the write path needs to know of an entity, compiled once for each snapshot: expressions
 * ready to run, formulas in the order of their dependencies, and records as expressions see them.
 */
@NullMarked
package dev.dougong.engine.record.internal.plan;

import org.jspecify.annotations.NullMarked;
