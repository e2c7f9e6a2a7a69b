package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.AggregateQuery.Aggregate;
import dev.dougong.engine.query.AggregateQuery.Bucket;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked aggregate query as one statement. */
final class AggregatePlan {

  private static final SqlName R = SqlName.of("r");

  private final Access access;
  private final SqlCompiler compiler;
  private final Entity entity;
  private final @Nullable Expression filter;
  private final List<Column> columns;
  private final List<Order> order;
  private final int limit;

  /** A column of the answer. */
  sealed interface Column {
    /** Name in the answer. */
    String key();

    /** Kind of its values. */
    ValueKind kind();
  }

  /** A column that makes groups. */
  record Group(String key, Expression.Field value, @Nullable Bucket bucket) implements Column {
    @Override
    public ValueKind kind() {
      return bucket == null || bucket == Bucket.HOUR ? value.type().kind() : ValueKind.DATE;
    }
  }

  /** A column of one value for each group. */
  record Measured(String key, Aggregate aggregate, @Nullable Expression value, ValueKind kind)
      implements Column {}

  /** A column to sort by, counted from 1. */
  record Order(int column, boolean isDescending) {}

  AggregatePlan(
      Access access,
      SqlCompiler compiler,
      Entity entity,
      @Nullable Expression filter,
      List<Column> columns,
      List<Order> order,
      int limit) {
    this.access = access;
    this.compiler = compiler;
    this.entity = entity;
    this.filter = filter;
    this.columns = columns;
    this.order = order;
    this.limit = limit;
  }

  /** The columns of the answer. */
  List<Column> columns() {
    return columns;
  }

  /** The statement; one row more than the limit tells that there are more. */
  Sql sql() {
    Joins joins = new Joins();
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .joining(joins);
    RecordSqlScope limited = scope.limitedTo(access);
    List<Sql> select = new ArrayList<>();
    List<Sql> groups = new ArrayList<>();
    for (Column column : columns) {
      if (column instanceof Group group) {
        select.add(bucket(limited.field(group.value().path(), group.value().type()), group));
        groups.add(new Sql().number(select.size()));
      } else if (column instanceof Measured measured) {
        select.add(aggregate(limited, measured));
      }
    }
    Sql where = Sql.of(" where r.deleted_at is null");
    Sql rule = scope.condition(access.entity(entity).read());
    if (rule != null) {
      where.add(" and ").add(rule);
    }
    if (filter != null) {
      where.add(" and ").add(limited.condition(filter));
    }
    Sql sql =
        Sql.of("select ")
            .join(", ", select)
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(joins.text())
            .add(where);
    if (!groups.isEmpty()) {
      sql.add(" group by ").join(", ", groups);
    }
    List<Sql> keys = new ArrayList<>();
    for (Order one : order) {
      Sql key = new Sql().number(one.column());
      keys.add(one.isDescending() ? key.add(" desc nulls last") : key.add(" nulls last"));
    }
    if (!keys.isEmpty()) {
      sql.add(" order by ").join(", ", keys);
    }
    return sql.add(" limit ").number(limit + 1L);
  }

  private Sql bucket(Sql value, Group group) {
    if (group.bucket() == null) {
      return value;
    }
    Sql part =
        switch (group.bucket()) {
          case YEAR -> Sql.of("date_trunc('year', ");
          case QUARTER -> Sql.of("date_trunc('quarter', ");
          case MONTH -> Sql.of("date_trunc('month', ");
          case WEEK -> Sql.of("date_trunc('week', ");
          case DAY -> Sql.of("date_trunc('day', ");
          case HOUR -> Sql.of("date_trunc('hour', ");
        };
    if (group.value().type().kind() == ValueKind.DATE_TIME) {
      Sql local = new Sql().add(value).add(" at time zone ").bind(SqlType.TEXT, zone());
      part.add(local).add(")");
      return group.bucket() == Bucket.HOUR
          ? part.add(" at time zone ").bind(SqlType.TEXT, zone())
          : part.add("::date");
    }
    return part.add(value).add("::timestamp)::date");
  }

  private String zone() {
    return access.metadata().zone().getId();
  }

  private static Sql aggregate(RecordSqlScope scope, Measured measured) {
    if (measured.value() == null) {
      return Sql.of("count(*)");
    }
    Sql value = scope.value(measured.value());
    return switch (measured.aggregate()) {
      case COUNT -> Sql.of("count(").add(value).add(")");
      case COUNT_DISTINCT -> Sql.of("count(distinct ").add(value).add(")");
      case SUM -> Sql.of("sum(").add(value).add(")");
      case AVERAGE -> Sql.of("round(avg(").add(value).add("), 12)");
      case MIN -> Sql.of("min(").add(value).add(")");
      case MAX -> Sql.of("max(").add(value).add(")");
    };
  }
}
