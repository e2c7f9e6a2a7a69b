/** Values aggregated over the records that point here. */
@NullMarked
package dev.dougong.engine.fieldtype.rollup;

import org.jspecify.annotations.NullMarked;
