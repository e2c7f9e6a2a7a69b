/** Colours. */
@NullMarked
package dev.dougong.engine.fieldtype.color;

import org.jspecify.annotations.NullMarked;
