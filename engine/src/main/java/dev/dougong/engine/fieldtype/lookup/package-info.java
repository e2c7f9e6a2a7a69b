/** Values taken from a record that is pointed at. */
@NullMarked
package dev.dougong.engine.fieldtype.lookup;

import org.jspecify.annotations.NullMarked;
