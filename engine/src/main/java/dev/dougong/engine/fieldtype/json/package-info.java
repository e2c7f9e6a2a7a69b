/** JSON of programs. */
@NullMarked
package dev.dougong.engine.fieldtype.json;

import org.jspecify.annotations.NullMarked;
