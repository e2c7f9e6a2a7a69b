/** The document kinds of the engine itself: app, entity, role, menu. */
@NullMarked
package dev.dougong.engine.metadata.kind;

import org.jspecify.annotations.NullMarked;
