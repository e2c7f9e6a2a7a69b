package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was and as it is, for what is derived from it elsewhere.
 *
 * @param before null for one that was not there
 * @param after null for one that is gone
 * @param change number of its change
 */
record Moved(
    EntityPlan plan,
    UUID id,
    @Nullable Map<Integer, Object> before,
    @Nullable Map<Integer, Object> after,
    long change) {

  /** Whether rules are asked about what the change leads to. */
  boolean isLimited() {
    return !plan.afterRules().isEmpty();
  }
}
