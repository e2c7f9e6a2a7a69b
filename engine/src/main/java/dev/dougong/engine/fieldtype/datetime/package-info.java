/** Moments. */
@NullMarked
package dev.dougong.engine.fieldtype.datetime;

import org.jspecify.annotations.NullMarked;
