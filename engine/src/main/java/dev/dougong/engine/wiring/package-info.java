/** The engine's parts where there is no container: for programs of the command line. */
@NullMarked
package dev.dougong.engine.wiring;

import org.jspecify.annotations.NullMarked;
