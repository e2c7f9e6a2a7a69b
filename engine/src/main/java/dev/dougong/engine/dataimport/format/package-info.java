/** Formats of files with rows: one folder each. In: a file; out: rows of texts. */
@NullMarked
package dev.dougong.engine.dataimport.format;

import org.jspecify.annotations.NullMarked;
