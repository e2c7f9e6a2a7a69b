package dev.dougong.engine.duplicate.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its fields.
 *
 * @param equal at least one
 */
record RulePlan(DuplicateRule rule, List<Field> equal, List<Field> similar) {

  /** The rule as the reader may use it, or null where it is not theirs. */
  static @Nullable RulePlan of(Access access, Entity entity, DuplicateRule rule) {
    List<Field> equal = new ArrayList<>();
    List<Field> similar = new ArrayList<>();
    for (DuplicateRule.Match match : rule.match()) {
      Field field = entity.field(match.field());
      if (field == null || access.field(entity, field) == FieldAccess.HIDDEN) {
        return null;
      }
      (match.how() == DuplicateRule.How.EQUAL ? equal : similar).add(field);
    }
    return equal.isEmpty() ? null : new RulePlan(rule, equal, similar);
  }
}
