/** A reference to a record. */
@NullMarked
package dev.dougong.engine.fieldtype.reference;

import org.jspecify.annotations.NullMarked;
