/**
 * Drafts, versions and publishing: all or nothing, with everything that is wrong; then storage
 * follows and the snapshot is swapped.
 */
@NullMarked
package dev.dougong.engine.metadata.publish;

import org.jspecify.annotations.NullMarked;
