/**
 * Sample records: those that came with a package, to look at and to try things with. They go on one
 * command; what people made stays, and so does every sample that it needs. Called by REST and by
 * the upkeep.
 */
@NullMarked
package dev.dougong.engine.sample;

import org.jspecify.annotations.NullMarked;
