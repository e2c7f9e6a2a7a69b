/** The place in a process. */
@NullMarked
package dev.dougong.engine.fieldtype.stage;

import org.jspecify.annotations.NullMarked;
