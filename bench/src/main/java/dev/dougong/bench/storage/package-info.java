/**
 * Compares ways to store a wide record: rows by number come in, figures of each design go out as
 * Markdown. Started by {@code bench/run storage}; the verdict stands in ADR 1.
 */
@NullMarked
package dev.dougong.bench.storage;

import org.jspecify.annotations.NullMarked;
