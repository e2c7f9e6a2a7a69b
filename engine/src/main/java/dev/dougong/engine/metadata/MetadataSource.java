package dev.dougong.engine.metadata;

/** Gives the newest published snapshot of a workspace; cheap to call. Thread-safe. */
@FunctionalInterface
public interface MetadataSource {

  /** The snapshot that holds now; keep it for the whole request. */
  Metadata current();
}
