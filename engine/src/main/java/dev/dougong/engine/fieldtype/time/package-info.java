/** Times of day. */
@NullMarked
package dev.dougong.engine.fieldtype.time;

import org.jspecify.annotations.NullMarked;
