package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  private record Snapshot(Metadata metadata, Map<Integer, EntityPlan> plans) {}

  /** With the back end that runs expressions. */
  public EntityPlans(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The plan of an entity of the snapshot. */
  public EntityPlan of(Metadata metadata, Entity entity) {
    return snapshot(metadata)
        .plans()
        .computeIfAbsent(
            entity.id(), id -> new EntityPlan(metadata, entity, evaluator, expressions));
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
    Snapshot fresh = new Snapshot(metadata, new ConcurrentHashMap<>());
    if (known == null || known.metadata().version() <= metadata.version()) {
      snapshots.put(schema, fresh);
    }
    return fresh;
  }
}
