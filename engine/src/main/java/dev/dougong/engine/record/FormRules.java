package dev.dougong.engine.record;

import dev.dougong.engine.expression.Expression;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a form demands of writes, with ids in place of keys. All conditions are asked of the record
 * as it would be after the write.
 *
 * @param fields those that stand in the form; its rules speak of these, apart from values
 * @param shown fields that are not always shown; a field in several entries needs all of them
 * @param rules in their order
 * @param roles for whom it is, as {@link FormVariants} says; empty for everybody
 */
public record FormRules(
    Set<Integer> fields, List<Shown> shown, List<Rule> rules, Set<String> roles) {

  /** Of a form for everybody. */
  public FormRules(Set<Integer> fields, List<Shown> shown, List<Rule> rules) {
    this(fields, shown, rules, Set.of());
  }

  /** Copies the collections. */
  public FormRules {
    roles = Set.copyOf(roles);
    fields = Set.copyOf(fields);
    shown = List.copyOf(shown);
    rules = List.copyOf(rules);
  }

  /**
   * Fields that are shown only where one of the conditions holds.
   *
   * @param fields ids
   * @param any conditions
   */
  public record Shown(Set<Integer> fields, List<Expression> any) {

    /** Copies the collections. */
    public Shown {
      fields = Set.copyOf(fields);
      any = List.copyOf(any);
    }
  }

  /**
   * What holds where a condition holds.
   *
   * @param when the condition
   * @param required ids of fields that must have a value
   * @param readOnly ids of fields whose values the writer may not change
   * @param offered values that remain to choose from, by field id
   * @param values what fields take, by field id, where the writer names nothing else
   */
  public record Rule(
      Expression when,
      Set<Integer> required,
      Set<Integer> readOnly,
      Map<Integer, Set<String>> offered,
      Map<Integer, Expression> values) {

    /** Copies the collections. */
    public Rule {
      required = Set.copyOf(required);
      readOnly = Set.copyOf(readOnly);
      offered = Map.copyOf(offered);
      values = Map.copyOf(values);
    }
  }
}
