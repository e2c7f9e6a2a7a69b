/** Reveals and lookups by whole values over PostgreSQL. */
@NullMarked
package dev.dougong.engine.reveal.internal;

import org.jspecify.annotations.NullMarked;
