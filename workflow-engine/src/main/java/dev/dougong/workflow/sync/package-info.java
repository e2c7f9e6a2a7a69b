/**
 * Syncs with other systems: what their documents say, and what administrators see and do. Called by
 * the API; the work is done in the background.
 */
@NullMarked
package dev.dougong.workflow.sync;

import org.jspecify.annotations.NullMarked;
