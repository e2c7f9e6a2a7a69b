package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.storage.Placement;
import org.jspecify.annotations.Nullable;

/** Where the values of published fields live now. */
@FunctionalInterface
public interface Placements {

  /** Nothing is published yet. */
  Placements NONE = field -> null;

  /** Where the values of the field are, or null for a field without values so far. */
  @Nullable Placement of(int field);
}
