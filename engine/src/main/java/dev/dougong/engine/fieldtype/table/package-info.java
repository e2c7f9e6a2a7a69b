/** Rows of fields inside a record. */
@NullMarked
package dev.dougong.engine.fieldtype.table;

import org.jspecify.annotations.NullMarked;
