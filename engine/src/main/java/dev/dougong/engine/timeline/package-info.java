/**
 * What happened around a record in one order: its own changes and what other places tell of it.
 * Each place is a {@link dev.dougong.engine.timeline.TimelineSource}; the pages are asked for by
 * the web module.
 */
@NullMarked
package dev.dougong.engine.timeline;

import org.jspecify.annotations.NullMarked;
