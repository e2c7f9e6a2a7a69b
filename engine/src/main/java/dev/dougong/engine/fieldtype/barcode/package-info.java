/** Codes that scanners read. */
@NullMarked
package dev.dougong.engine.fieldtype.barcode;

import org.jspecify.annotations.NullMarked;
