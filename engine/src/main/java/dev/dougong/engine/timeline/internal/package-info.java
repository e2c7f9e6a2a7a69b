/** The merged timeline in one statement, and the records that point at the one it is about. */
@NullMarked
package dev.dougong.engine.timeline.internal;

import org.jspecify.annotations.NullMarked;
