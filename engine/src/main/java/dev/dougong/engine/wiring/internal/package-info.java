/**
 * Producers for a CDI container: how the parts of the engine are put together. Nobody imports it.
 */
@NullMarked
package dev.dougong.engine.wiring.internal;

import org.jspecify.annotations.NullMarked;
