/** Benchmarks: a hand-written baseline and the load that both servers get. */
@NullMarked
package dev.dougong.bench;

import org.jspecify.annotations.NullMarked;
