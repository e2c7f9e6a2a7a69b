/** Guards in front of the reader of workbooks. */
@NullMarked
package dev.dougong.engine.dataimport.format.xlsx;

import org.jspecify.annotations.NullMarked;
