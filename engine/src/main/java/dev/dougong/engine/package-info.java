/** The engine: metadata, expressions, records, access, change log, packages. Knows no HTTP. */
@NullMarked
package dev.dougong.engine;

import org.jspecify.annotations.NullMarked;
