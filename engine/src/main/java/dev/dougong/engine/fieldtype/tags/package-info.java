/** Free or listed words. */
@NullMarked
package dev.dougong.engine.fieldtype.tags;

import org.jspecify.annotations.NullMarked;
