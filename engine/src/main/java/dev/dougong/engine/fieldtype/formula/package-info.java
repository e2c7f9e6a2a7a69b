/** Values computed from the record. */
@NullMarked
package dev.dougong.engine.fieldtype.formula;

import org.jspecify.annotations.NullMarked;
