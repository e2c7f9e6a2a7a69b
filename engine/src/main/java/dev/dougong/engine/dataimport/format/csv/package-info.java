/** Text with separators. */
@NullMarked
package dev.dougong.engine.dataimport.format.csv;

import org.jspecify.annotations.NullMarked;
