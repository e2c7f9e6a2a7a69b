package dev.dougong.engine.expression;

import java.util.Set;
import java.util.UUID;

/** The organisation tree of the workspace. Immutable. */
public interface OrgTree {

  /** The unit itself and all units above it; only the unit itself where it is not known. */
  Set<UUID> upwards(UUID unit);

  /** The unit itself and all units below it; only the unit itself where it is not known. */
  Set<UUID> downwards(UUID unit);

  /** Keys of the unit itself and of all units above it; none where it is not known. */
  default Set<String> keysUpwards(UUID unit) {
    return Set.of();
  }
}
