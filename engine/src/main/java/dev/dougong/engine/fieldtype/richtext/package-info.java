/** Formatted text as safe Markdown. */
@NullMarked
package dev.dougong.engine.fieldtype.richtext;

import org.jspecify.annotations.NullMarked;
