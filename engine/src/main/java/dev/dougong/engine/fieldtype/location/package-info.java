/** Points on the map. */
@NullMarked
package dev.dougong.engine.fieldtype.location;

import org.jspecify.annotations.NullMarked;
