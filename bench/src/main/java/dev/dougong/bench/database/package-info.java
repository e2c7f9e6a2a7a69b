/** The PostgreSQL that all benchmarks measure on: the same binaries, the same settings. */
@NullMarked
package dev.dougong.bench.database;

import org.jspecify.annotations.NullMarked;
