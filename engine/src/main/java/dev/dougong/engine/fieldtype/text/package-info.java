/** One line of text. */
@NullMarked
package dev.dougong.engine.fieldtype.text;

import org.jspecify.annotations.NullMarked;
