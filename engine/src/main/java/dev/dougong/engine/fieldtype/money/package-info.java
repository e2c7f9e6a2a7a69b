/** Amounts of money in one currency. */
@NullMarked
package dev.dougong.engine.fieldtype.money;

import org.jspecify.annotations.NullMarked;
