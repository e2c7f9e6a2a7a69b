/** Text of several lines. */
@NullMarked
package dev.dougong.engine.fieldtype.longtext;

import org.jspecify.annotations.NullMarked;
