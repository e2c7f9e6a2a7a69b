/** One of several options. */
@NullMarked
package dev.dougong.engine.fieldtype.choice;

import org.jspecify.annotations.NullMarked;
