/** Shares, stored as fractions. */
@NullMarked
package dev.dougong.engine.fieldtype.percent;

import org.jspecify.annotations.NullMarked;
