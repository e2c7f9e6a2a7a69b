/** A signature drawn by hand, kept as one picture. */
@NullMarked
package dev.dougong.engine.fieldtype.signature;

import org.jspecify.annotations.NullMarked;
