/** Provinces, cities and districts. */
@NullMarked
package dev.dougong.engine.fieldtype.region;

import org.jspecify.annotations.NullMarked;
