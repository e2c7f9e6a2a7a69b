/** The hand-written server: plain Vert.x and JDBC on ordinary typed columns. */
@NullMarked
package dev.dougong.bench.baseline;

import org.jspecify.annotations.NullMarked;
