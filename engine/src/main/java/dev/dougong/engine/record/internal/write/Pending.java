package dev.dougong.engine.record.internal.write;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A draft that passed all checks.
 *
 * @param changed fields that differ
 * @param cause number of the change that brought this one about, or null
 */
record Pending(Draft draft, Set<Integer> changed, @Nullable Long cause) {

  /** Of a draft that a person or program wrote. */
  static Pending of(Draft draft) {
    return new Pending(draft, draft.changed(), null);
  }
}
