/** References to several records. */
@NullMarked
package dev.dougong.engine.fieldtype.multireference;

import org.jspecify.annotations.NullMarked;
