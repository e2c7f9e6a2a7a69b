/** Whole numbers. */
@NullMarked
package dev.dougong.engine.fieldtype.integer;

import org.jspecify.annotations.NullMarked;
