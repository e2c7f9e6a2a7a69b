/** Wires the engine: data source, transactions, clock, ids, registries. */
@NullMarked
package dev.dougong.web.config;

import org.jspecify.annotations.NullMarked;
