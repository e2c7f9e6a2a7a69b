/** Parts of the engine for programs that run without the application's container. */
@NullMarked
package dev.dougong.engine.wiring;

import org.jspecify.annotations.NullMarked;
