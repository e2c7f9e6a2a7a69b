/** Days. */
@NullMarked
package dev.dougong.engine.fieldtype.date;

import org.jspecify.annotations.NullMarked;
