/** Files of any type, by the ids of the file store. */
@NullMarked
package dev.dougong.engine.fieldtype.file;

import org.jspecify.annotations.NullMarked;
