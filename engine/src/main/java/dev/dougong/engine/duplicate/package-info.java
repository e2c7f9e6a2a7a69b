/**
 * Records that probably mean the same thing: found by the rules of their entity, in groups, and
 * told to be different by people. In come an entity and the rights of a reader; out go groups of
 * ids. The web module calls it; merging them is the business of {@code record}.
 */
@NullMarked
package dev.dougong.engine.duplicate;

import org.jspecify.annotations.NullMarked;
