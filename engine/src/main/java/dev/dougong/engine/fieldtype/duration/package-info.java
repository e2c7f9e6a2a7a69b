/** Lengths of time. */
@NullMarked
package dev.dougong.engine.fieldtype.duration;

import org.jspecify.annotations.NullMarked;
