/** Stars. */
@NullMarked
package dev.dougong.engine.fieldtype.rating;

import org.jspecify.annotations.NullMarked;
