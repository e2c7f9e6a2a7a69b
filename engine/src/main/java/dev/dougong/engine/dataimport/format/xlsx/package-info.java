/** Workbooks of spreadsheets. */
@NullMarked
package dev.dougong.engine.dataimport.format.xlsx;

import org.jspecify.annotations.NullMarked;
