/** Yes or no. */
@NullMarked
package dev.dougong.engine.fieldtype.booleantype;

import org.jspecify.annotations.NullMarked;
