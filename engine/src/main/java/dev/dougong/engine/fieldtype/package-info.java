/** The open interface of field types and their registry; one folder per type below. */
@NullMarked
package dev.dougong.engine.fieldtype;

import org.jspecify.annotations.NullMarked;
