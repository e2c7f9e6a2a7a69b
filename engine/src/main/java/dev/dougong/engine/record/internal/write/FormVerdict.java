package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.FormPlan;
import dev.dougong.engine.record.internal.plan.RecordRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the rules of a form say of a record, by field id.
 *
 * @param offered values that remain to choose from, for fields that are narrowed
 */
record FormVerdict(
    Set<Integer> hidden,
    Set<Integer> readOnly,
    Set<Integer> required,
    Map<Integer, Set<String>> offered) {

  static FormVerdict of(FormPlan form, RecordRow row, Write write) {
    FormVerdict verdict =
        new FormVerdict(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
    for (FormPlan.Shown part : form.shown()) {
      boolean isShown = false;
      for (Compiled when : part.any()) {
        isShown |= when.isTrue(row, write.context());
      }
      if (!isShown) {
        verdict.hidden.addAll(part.fields());
      }
    }
    for (FormPlan.Rule rule : form.rules()) {
      if (rule.when().isTrue(row, write.context())) {
        verdict.required.addAll(rule.says().required());
        verdict.readOnly.addAll(rule.says().readOnly());
        rule.says()
            .offered()
            .forEach((field, values) -> verdict.offered.merge(field, values, FormVerdict::both));
      }
    }
    return verdict;
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }
}
