/**
 * The expression language: its typed tree, the ports through which it sees records, users and time.
 * Text becomes a tree in {@code expression.check}; a tree becomes a value in {@code
 * expression.evaluate} and SQL in {@code expression.sql}; functions live in {@code
 * expression.function}. This package imports none of those.
 */
@NullMarked
package dev.dougong.engine.expression;

import org.jspecify.annotations.NullMarked;
