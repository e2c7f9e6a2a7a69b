package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.RuleDefinition;
import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks every expression of the entities. */
final class ExpressionPass {

  private final Drafts drafts;
  private final Expressions expressions;

  ExpressionPass(Drafts drafts, Expressions expressions) {
    this.drafts = drafts;
    this.expressions = expressions;
  }

  void run() {
    drafts.allFields().forEach(this::check);
  }

  private void check(FieldDraft field) {
    Scope scope = field.scope();
    String place = field.place;
    ProblemSink sink = field.entity.problems;
    if (field.derivation instanceof Derivation.Formula formula) {
      field.formula =
          check(formula.expression(), scope, field.valueType, place + "/expression", sink);
    }
    field.defaultValue =
        check(field.definition.defaultValue(), scope, field.valueType, place + "/default", sink);
    field.visibleWhen =
        check(field.definition.visibleWhen(), scope, ValueType.BOOLEAN, place + "/visible", sink);
    field.requiredWhen =
        check(
            field.definition.requiredWhen(),
            scope,
            ValueType.BOOLEAN,
            place + "/requiredWhen",
            sink);
    if (field.rollup != null && field.derivation instanceof Derivation.Rollup rollup) {
      field.rollup = withFilter(field, field.rollup, rollup);
    }
  }

  private Field.Rollup withFilter(
      FieldDraft field, Field.Rollup rollup, Derivation.Rollup definition) {
    EntityDraft child = drafts.entity(definition.entity());
    if (child == null || definition.filter() == null) {
      return rollup;
    }
    String place = field.place + "/filter";
    Expression filter =
        check(definition.filter(), child.scope, ValueType.BOOLEAN, place, field.entity.problems);
    if (filter != null) {
      Dependencies dependencies = expressions.dependencies(filter);
      boolean isOwn = dependencies.fields().stream().noneMatch(path -> leaves(path, drafts));
      if (!dependencies.isStable() || !isOwn) {
        field.entity.problems.add(Problem.at(place, "metadata.rollupFilter"));
      }
    }
    return new Field.Rollup(rollup.entity(), rollup.via(), rollup.aggregate(), rollup.of(), filter);
  }

  /** Whether a path goes on to another record. */
  static boolean leaves(FieldPath path, Drafts drafts) {
    for (int hop : path.hops()) {
      FieldDraft field = drafts.field(hop);
      if (field == null || field.rows.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The compiled rules of an entity. */
  List<Entity.Rule> rules(EntityDraft entity, Map<Integer, Field> fields) {
    List<Entity.Rule> rules = new ArrayList<>();
    List<RuleDefinition> definitions = entity.definition.rules();
    Map<String, Field> byKey = new HashMap<>();
    fields.values().forEach(field -> byKey.put(field.key(), field));
    for (int i = 0; i < definitions.size(); i++) {
      RuleDefinition rule = definitions.get(i);
      String place = "/rules/" + i;
      String key = rule.field();
      if (key != null && !entity.has(key)) {
        entity.problems.add(
            KindPass.unknown("metadata.unknownField", key, entity.byKey.keySet())
                .below(place + "/field"));
      }
      Expression when =
          check(rule.when(), entity.scope, ValueType.BOOLEAN, place + "/when", entity.problems);
      if (when != null) {
        rules.add(
            new Entity.Rule(
                when, key == null ? null : byKey.get(key), rule.message(), rule.isAfter()));
      }
    }
    return rules;
  }

  private @Nullable Expression check(
      @Nullable String text,
      Scope scope,
      @Nullable ValueType expected,
      String place,
      ProblemSink problems) {
    if (text == null) {
      return null;
    }
    Checked checked = expressions.check(text, scope, expected);
    checked.problems().forEach(problem -> problems.add(problem.below(place)));
    return checked.expression();
  }
}
