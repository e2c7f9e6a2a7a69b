/** Phone numbers. */
@NullMarked
package dev.dougong.engine.fieldtype.phone;

import org.jspecify.annotations.NullMarked;
