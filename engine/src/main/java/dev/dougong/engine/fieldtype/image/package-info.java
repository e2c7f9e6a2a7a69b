/** Pictures that browsers show, by the ids of the file store. */
@NullMarked
package dev.dougong.engine.fieldtype.image;

import org.jspecify.annotations.NullMarked;
