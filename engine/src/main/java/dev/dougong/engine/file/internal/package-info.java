/** The file store in PostgreSQL. */
@NullMarked
package dev.dougong.engine.file.internal;

import org.jspecify.annotations.NullMarked;
