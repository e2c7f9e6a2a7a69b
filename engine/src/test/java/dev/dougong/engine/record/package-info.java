/** Tests of the write path on an embedded PostgreSQL. */
@NullMarked
package dev.dougong.engine.record;

import org.jspecify.annotations.NullMarked;
