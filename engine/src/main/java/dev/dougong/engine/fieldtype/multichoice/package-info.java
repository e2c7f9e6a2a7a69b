/** Several of several options. */
@NullMarked
package dev.dougong.engine.fieldtype.multichoice;

import org.jspecify.annotations.NullMarked;
