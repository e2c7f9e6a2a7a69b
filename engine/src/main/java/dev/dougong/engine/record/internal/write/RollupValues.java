package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.Derivation.Aggregate;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New values of rollups whose parents are locked: moved by deltas, or aggregated anew. */
final class RollupValues {

  private static final SqlName CHILD = SqlName.of("c");
  private static final int PLACES = 12;

  private final Jdbc jdbc;
  private final SqlCompiler compiler;

  RollupValues(Jdbc jdbc, SqlCompiler compiler) {
    this.jdbc = jdbc;
    this.compiler = compiler;
  }

  /** The values after the deltas, by field and parent. */
  Map<Integer, Map<UUID, @Nullable Object>> after(
      Write write,
      EntityPlan plan,
      Map<UUID, Map<Integer, Object>> rows,
      Map<UUID, Map<Integer, Delta>> deltas) {
    Map<Integer, Map<UUID, Delta>> byField = new HashMap<>();
    deltas.forEach(
        (id, fields) ->
            fields.forEach(
                (field, delta) ->
                    byField.computeIfAbsent(field, key -> new HashMap<>()).put(id, delta)));
    Map<Integer, Map<UUID, @Nullable Object>> result = new HashMap<>();
    byField.forEach((id, some) -> result.put(id, after(write, plan.field(id).field(), rows, some)));
    return result;
  }

  private Map<UUID, @Nullable Object> after(
      Write write, Field field, Map<UUID, Map<Integer, Object>> rows, Map<UUID, Delta> deltas) {
    Aggregate aggregate = rollup(field).aggregate();
    return switch (aggregate) {
      case COUNT, SUM -> added(field, rows, deltas, aggregate);
      case AVERAGE -> averages(write, field, deltas);
      case MIN, MAX -> extremes(write, field, rows, deltas, aggregate);
    };
  }

  private static Field.Rollup rollup(Field field) {
    return Objects.requireNonNull(field.rollup(), "rollup");
  }

  private static Map<UUID, @Nullable Object> added(
      Field field,
      Map<UUID, Map<Integer, Object>> rows,
      Map<UUID, Delta> deltas,
      Aggregate aggregate) {
    Map<UUID, @Nullable Object> result = new HashMap<>();
    deltas.forEach(
        (id, delta) -> {
          BigDecimal old = Deltas.number(Objects.requireNonNull(rows.get(id)).get(field.id()));
          BigDecimal by =
              aggregate == Aggregate.COUNT ? BigDecimal.valueOf(delta.n()) : delta.amount();
          result.put(id, Values.ofKind(field.kind(), old.add(by)));
        });
    return result;
  }

  private Map<UUID, @Nullable Object> averages(Write write, Field field, Map<UUID, Delta> deltas) {
    List<Sql> values = new ArrayList<>();
    deltas.forEach((id, delta) -> values.add(average(field, id, delta.amount(), delta.n())));
    return readAverages(
        Sql.of("insert into ")
            .add(write.schema())
            .add(".rollup_average as a (record, field, amount, n) values ")
            .join(", ", values)
            .add(" on conflict (record, field) do update")
            .add(" set amount = a.amount + excluded.amount, n = a.n + excluded.n")
            .add(" returning record, amount, n"),
        field);
  }

  private static Sql average(Field field, UUID id, BigDecimal amount, long n) {
    return Sql.of("(")
        .bind(SqlType.UUID, id)
        .add(", ")
        .number(field.id())
        .add(", ")
        .bind(SqlType.NUMERIC, amount)
        .add(", ")
        .bind(SqlType.BIGINT, n)
        .add(")");
  }

  private Map<UUID, @Nullable Object> readAverages(Sql sql, Field field) {
    Map<UUID, @Nullable Object> result = new HashMap<>();
    jdbc.query(
        sql,
        row ->
            result.put(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                quotient(field, row.getBigDecimal(2), row.getLong(3))));
    return result;
  }

  private static @Nullable Object quotient(Field field, BigDecimal amount, long n) {
    return n == 0
        ? null
        : Values.ofKind(
            field.kind(), amount.divide(BigDecimal.valueOf(n), PLACES, RoundingMode.HALF_UP));
  }

  private Map<UUID, @Nullable Object> extremes(
      Write write,
      Field field,
      Map<UUID, Map<Integer, Object>> rows,
      Map<UUID, Delta> deltas,
      Aggregate aggregate) {
    Comparator<Object> farther = Deltas.farther(aggregate);
    Map<UUID, @Nullable Object> result = new HashMap<>();
    List<UUID> unclear = new ArrayList<>();
    deltas.forEach(
        (id, delta) -> {
          Object old = Objects.requireNonNull(rows.get(id)).get(field.id());
          Object come = delta.added();
          if (delta.mayRemove(old, farther)) {
            unclear.add(id);
          } else if (come != null && (old == null || farther.compare(come, old) > 0)) {
            result.put(id, come);
          } else {
            result.put(id, old);
          }
        });
    if (!unclear.isEmpty()) {
      result.putAll(anew(write, field, unclear));
    }
    return result;
  }

  /**
   * Aggregates the children of locked parents; in a statement that begins after the lock was taken,
   * so that it sees every child whose writer did not find the parent free.
   */
  Map<UUID, @Nullable Object> anew(Write write, Field field, Collection<UUID> parents) {
    Field.Rollup rollup = rollup(field);
    Map<UUID, BigDecimal> sums = new HashMap<>();
    Map<UUID, Long> numbers = new HashMap<>();
    Map<UUID, @Nullable Object> result = new HashMap<>();
    for (UUID parent : parents) {
      result.put(parent, Computation.nothingYet(field));
      sums.put(parent, BigDecimal.ZERO);
      numbers.put(parent, 0L);
    }
    Aggregate aggregate = rollup.aggregate();
    jdbc.query(
        select(write, field, rollup, parents),
        row -> {
          UUID parent = Objects.requireNonNull(Jdbc.uuid(row, 1));
          if (aggregate == Aggregate.AVERAGE) {
            sums.put(parent, row.getBigDecimal(2));
            numbers.put(parent, row.getLong(3));
            return result.put(parent, quotient(field, row.getBigDecimal(2), row.getLong(3)));
          }
          Object value = ColumnReader.read(row, 2, field.kind());
          return result.put(parent, Values.ofKind(field.kind(), value));
        });
    if (aggregate == Aggregate.AVERAGE && !parents.isEmpty()) {
      keepAverages(write, field, sums, numbers);
    }
    return result;
  }

  private void keepAverages(
      Write write, Field field, Map<UUID, BigDecimal> sums, Map<UUID, Long> numbers) {
    List<Sql> values = new ArrayList<>();
    sums.forEach(
        (id, sum) -> values.add(average(field, id, sum, Objects.requireNonNull(numbers.get(id)))));
    jdbc.update(
        Sql.of("insert into ")
            .add(write.schema())
            .add(".rollup_average (record, field, amount, n) values ")
            .join(", ", values)
            .add(" on conflict (record, field) do update")
            .add(" set amount = excluded.amount, n = excluded.n"));
  }

  /**
   * The aggregates; open deltas go in the same statement, and so exactly those of the children that
   * it sees.
   */
  private Sql select(Write write, Field field, Field.Rollup rollup, Collection<UUID> parents) {
    Entity child = write.metadata().entity(rollup.entity());
    Sql via = StoredField.value(CHILD, child.field(rollup.via()));
    Sql sql =
        Sql.of("with gone as (delete from ")
            .add(write.schema())
            .add(".rollup_delta where field = ")
            .number(field.id())
            .add(" and record = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(parents))
            .add(")) select ")
            .add(via)
            .add(", ")
            .add(aggregate(rollup, child))
            .add(" from ")
            .add(StoredField.from(write.metadata(), child, CHILD))
            .add(" where ")
            .add(via)
            .add(" = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(parents))
            .add(") and c.deleted_at is null");
    Expression filter = rollup.filter();
    if (filter != null) {
      sql.add(" and ")
          .add(
              RecordSqlScope.of(write.metadata(), write.context(), compiler, child, CHILD)
                  .condition(filter));
    }
    return sql.add(" group by 1");
  }

  private static Sql aggregate(Field.Rollup rollup, Entity child) {
    Sql of = rollup.of() == 0 ? Sql.of("*") : StoredField.value(CHILD, child.field(rollup.of()));
    return switch (rollup.aggregate()) {
      case COUNT -> Sql.of("count(").add(of).add(")");
      case SUM -> Sql.of("coalesce(sum(").add(of).add("), 0)");
      case AVERAGE -> Sql.of("coalesce(sum(").add(of).add("), 0), count(").add(of).add(")");
      case MIN -> Sql.of("min(").add(of).add(")");
      case MAX -> Sql.of("max(").add(of).add(")");
    };
  }
}
