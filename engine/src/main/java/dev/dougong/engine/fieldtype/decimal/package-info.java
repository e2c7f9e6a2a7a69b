/** Exact decimal numbers. */
@NullMarked
package dev.dougong.engine.fieldtype.decimal;

import org.jspecify.annotations.NullMarked;
