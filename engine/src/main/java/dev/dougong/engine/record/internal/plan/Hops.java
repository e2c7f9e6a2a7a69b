package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ways through references that expressions take; never empty lists. */
final class Hops {

  private Hops() {}

  /** Those of the expressions of fields, of the rows in them, and of rules. */
  static Set<List<Integer>> of(
      Collection<FieldPlan> fields, Collection<EntityPlan.RulePlan> rules) {
    Set<List<Integer>> found = new LinkedHashSet<>();
    for (FieldPlan plan : fields) {
      add(plan.formula(), found);
      add(plan.defaultValue(), found);
      add(plan.visibleWhen(), found);
      add(plan.requiredWhen(), found);
      for (List<Integer> inRows : of(plan.rows(), List.of())) {
        List<Integer> way = new ArrayList<>(inRows);
        way.add(0, plan.field().id());
        found.add(List.copyOf(way));
      }
    }
    for (EntityPlan.RulePlan rule : rules) {
      add(rule.when(), found);
    }
    return found;
  }

  static void add(@Nullable Compiled compiled, Set<List<Integer>> found) {
    if (compiled != null) {
      for (FieldPath path : compiled.paths()) {
        if (!path.hops().isEmpty()) {
          found.add(path.hops());
        }
      }
    }
  }
}
