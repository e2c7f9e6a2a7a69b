package dev.dougong.engine.metadata.publish;

import dev.dougong.engine.metadata.Metadata;

/**
 * Takes what other nodes published: on {@code NOTIFY dougong_metadata '<workspace>:<version>'}, and
 * when the connection that listens comes back. Thread-safe.
 */
public interface MetadataReload {

  /** Reads what is published now and swaps the snapshot. */
  Metadata reload();

  /** The same, but reads only the version where nothing has changed. */
  Metadata refresh();
}
