/** Parts of the write path that need no database. */
@NullMarked
package dev.dougong.engine.record.internal.write;

import org.jspecify.annotations.NullMarked;
