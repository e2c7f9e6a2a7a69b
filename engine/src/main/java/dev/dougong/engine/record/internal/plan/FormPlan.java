package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.record.FormRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a form, ready to run.
 *
 * @param fields ids of the fields that stand in the form
 * @param bound ids of those that it may hide, lock, demand or narrow
 * @param hops ways through references that its expressions take
 */
public record FormPlan(
    Set<Integer> fields,
    Set<Integer> bound,
    List<Shown> shown,
    List<Rule> rules,
    Set<List<Integer>> hops) {

  /** Fields that are shown only where one of the conditions holds. */
  public record Shown(Set<Integer> fields, List<Compiled> any) {}

  /** What holds where its condition holds. */
  public record Rule(Compiled when, FormRules.Rule says, Map<Integer, Compiled> values) {}

  static FormPlan of(FormRules rules, Evaluator evaluator, Expressions expressions) {
    Set<List<Integer>> hops = new LinkedHashSet<>();
    Set<Integer> bound = new HashSet<>();
    List<Shown> shown = new ArrayList<>();
    for (FormRules.Shown part : rules.shown()) {
      List<Compiled> any = new ArrayList<>();
      for (Expression when : part.any()) {
        any.add(compile(when, evaluator, expressions, hops));
      }
      shown.add(new Shown(part.fields(), List.copyOf(any)));
      bound.addAll(part.fields());
    }
    List<Rule> compiled = new ArrayList<>();
    for (FormRules.Rule rule : rules.rules()) {
      Map<Integer, Compiled> values = new HashMap<>();
      rule.values()
          .forEach(
              (field, value) -> values.put(field, compile(value, evaluator, expressions, hops)));
      bound.addAll(rule.required());
      bound.addAll(rule.readOnly());
      bound.addAll(rule.offered().keySet());
      compiled.add(
          new Rule(compile(rule.when(), evaluator, expressions, hops), rule, Map.copyOf(values)));
    }
    return new FormPlan(
        rules.fields(),
        Set.copyOf(bound),
        List.copyOf(shown),
        List.copyOf(compiled),
        Set.copyOf(hops));
  }

  private static Compiled compile(
      Expression expression,
      Evaluator evaluator,
      Expressions expressions,
      Set<List<Integer>> hops) {
    Compiled compiled = Compiled.of(expression, evaluator, expressions);
    Hops.add(compiled, hops);
    return compiled;
  }
}
