/** The port to stored documents, their layers and versions, and installed apps. */
@NullMarked
package dev.dougong.engine.metadata.store;

import org.jspecify.annotations.NullMarked;
