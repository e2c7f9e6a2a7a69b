/** Comments in their tables, and as a source of the timeline. */
@NullMarked
package dev.dougong.engine.comment.internal;

import org.jspecify.annotations.NullMarked;
