package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.FormRuleSource;
import dev.dougong.engine.record.FormRules;
import dev.dougong.engine.sql.SqlName;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Plans of the newest snapshot of each workspace, made at first use. Those of an older snapshot,
 * which a slow request may still hold, are made and forgotten. Thread-safe.
 */
public final class EntityPlans {

  private static final int CONDITIONS = 4_000;

  private final Evaluator evaluator;
  private final Expressions expressions = new Expressions();
  private final Map<SqlName, Snapshot> snapshots = new ConcurrentHashMap<>();
  private final Map<Expression, CompiledExpression> conditions = new ConcurrentHashMap<>();

  private final FormRuleSource forms;

  private record Snapshot(
      Metadata metadata, Map<Integer, EntityPlan> plans, Map<Integer, EntityForms> forms) {}

  /** With the back end that runs expressions, and the forms that writes may name. */
  public EntityPlans(Evaluator evaluator, FormRuleSource forms) {
    this.evaluator = evaluator;
    this.forms = forms;
  }

  /** The plan of an entity of the snapshot. */
  public EntityPlan of(Metadata metadata, Entity entity) {
    return snapshot(metadata)
        .plans()
        .computeIfAbsent(
            entity.id(), id -> new EntityPlan(metadata, entity, evaluator, expressions));
  }

  /**
   * The rules of the entity's forms that count for a person.
   *
   * @param person who it is to forms; asked only where forms are for some
   */
  public FormPlans forms(Metadata metadata, Entity entity, Supplier<Set<String>> person) {
    return snapshot(metadata)
        .forms()
        .computeIfAbsent(entity.id(), id -> allForms(metadata, entity))
        .of(person);
  }

  private EntityForms allForms(Metadata metadata, Entity entity) {
    SortedMap<String, FormPlan> plans = new TreeMap<>();
    SortedMap<String, Set<String>> roles = new TreeMap<>();
    for (String key : forms.keys(metadata, entity)) {
      FormRules rules = forms.find(metadata, entity, key);
      if (rules != null) {
        plans.put(key, FormPlan.of(rules, evaluator, expressions));
        roles.put(key, rules.roles());
      }
    }
    return new EntityForms(plans, roles);
  }

  /** A row rule, ready to run. */
  public CompiledExpression condition(Expression expression) {
    CompiledExpression known = conditions.get(expression);
    if (known == null) {
      if (conditions.size() >= CONDITIONS) {
        conditions.clear();
      }
      known = evaluator.compile(expression);
      conditions.put(expression, known);
    }
    return known;
  }

  private Snapshot snapshot(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    Snapshot known = snapshots.get(schema);
    if (known != null && known.metadata() == metadata) {
      return known;
    }
    Snapshot fresh = new Snapshot(metadata, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    if (known == null || known.metadata().version() <= metadata.version()) {
      snapshots.put(schema, fresh);
    }
    return fresh;
  }
}
