package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.Related;
import dev.dougong.engine.query.Related.Of;
import dev.dougong.engine.query.Related.Sequence;
import dev.dougong.engine.query.Related.Standing;
import dev.dougong.engine.query.Related.What;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that other records decide, each by one join of a sub-select that is made once for the
 * whole statement and not for each record.
 */
final class RelatedSql {

  private static final SqlName FIRST = SqlName.of("first");
  private static final SqlName PREVIOUS = SqlName.of("previous");
  private static final SqlName VALUE = SqlName.of("value");
  private static final SqlName ID = SqlName.of("id");

  private final Access access;
  private final SqlName row;
  private final RecordSqlScope scope;

  /**
   * For records at an alias.
   *
   * @param scope of the record, in a statement that can join
   */
  RelatedSql(Access access, SqlName row, RecordSqlScope scope) {
    this.access = access;
    this.row = row;
    this.scope = scope;
  }

  /** The places of a sequence: one join gives all that it tells. */
  private record Places(Expression owner, Expression date, @Nullable Expression among) {}

  Sql value(Related related) {
    if (related instanceof Sequence sequence) {
      return sequence(sequence);
    }
    return standing((Standing) related);
  }

  private Sql sequence(Sequence sequence) {
    SqlName alias =
        scope
            .joins()
            .alias(
                new Places(sequence.owner(), sequence.date(), sequence.among()),
                () -> places(sequence));
    ValueKind kind = sequence.date().type().kind();
    Sql first = new Sql().add(alias, FIRST);
    if (sequence.of() == Of.FIRST) {
      return first;
    }
    Sql here = local(Sql.of("(").add(scope.value(sequence.date())).add(")"), kind);
    if (sequence.of() == Of.DAYS_SINCE_PREVIOUS) {
      Sql before = local(new Sql().add(alias, PREVIOUS), kind);
      return Sql.of("(").add(here).add("::date - ").add(before).add("::date)::bigint");
    }
    Sql begin = local(first, kind);
    return Sql.template(
        "(case when {1} is not null then (extract(year from {0}) - extract(year from {1})) * 12"
            + " + extract(month from {0}) - extract(month from {1}) end)::bigint",
        List.of(here, begin));
  }

  /** Joins {@code (select id, first, previous from …)}. */
  private SqlName places(Sequence sequence) {
    SqlName inner = scope.parts().nextAlias();
    SqlName alias = scope.parts().nextAlias();
    Joins joins = new Joins();
    Entity entity = scope.entity();
    RecordSqlScope there = scope.inside(entity, inner, joins);
    Sql owner = Sql.of("(").add(there.value(sequence.owner())).add(")");
    Sql date = Sql.of("(").add(there.value(sequence.date())).add(")");
    Sql where = where(entity, inner, there, sequence.among());
    where.add(" and ").add(owner).add(" is not null");
    Sql select =
        Sql.of("select ")
            .add(inner, ID)
            .add(", min(")
            .add(date)
            .add(") over (partition by ")
            .add(owner)
            .add(") as first, lag(")
            .add(date)
            .add(") over (partition by ")
            .add(owner)
            .add(" order by ")
            .add(date)
            .add(", ")
            .add(inner, ID)
            .add(") as previous from ")
            .add(StoredField.from(access.metadata(), entity, inner))
            .add(joins.text())
            .add(where);
    return joined(alias, select);
  }

  private Sql standing(Standing standing) {
    return new Sql().add(scope.joins().alias(standing, () -> stand(standing)), VALUE);
  }

  /** Joins {@code (select id, value from … group by …)}. */
  private SqlName stand(Standing standing) {
    SqlName inner = scope.parts().nextAlias();
    SqlName alias = scope.parts().nextAlias();
    Joins joins = new Joins();
    RecordSqlScope there = scope.inside(standing.entity(), inner, joins);
    Sql reference = there.value(standing.entity().field(standing.reference()));
    Sql value = taken(standing, there);
    Sql where = where(standing.entity(), inner, there, standing.among());
    Sql select =
        Sql.of("select ")
            .add(reference)
            .add(" as id, ")
            .add(standing.parts() > 0 ? part(value, standing.parts()) : plain(standing, value))
            .add(" as value from ")
            .add(StoredField.from(access.metadata(), standing.entity(), inner))
            .add(joins.text())
            .add(where)
            .add(" and ")
            .add(reference)
            .add(" is not null group by ")
            .add(reference);
    return joined(alias, select);
  }

  private static Sql taken(Standing standing, RecordSqlScope there) {
    if (standing.what() == What.FREQUENCY) {
      return Sql.of("count(*)");
    }
    Sql value = there.value(Objects.requireNonNull(standing.value(), "value"));
    return standing.what() == What.RECENCY
        ? Sql.of("max(").add(value).add(")")
        : Sql.of("sum(").add(value).add(")");
  }

  private Sql plain(Standing standing, Sql value) {
    return switch (standing.what()) {
      case FREQUENCY -> value;
      case MONETARY -> Sql.of("(").add(value).add(")::numeric");
      case RECENCY -> {
        ValueKind kind = Objects.requireNonNull(standing.value(), "value").type().kind();
        yield Sql.of("(")
            .bind(SqlType.DATE, access.evaluation().today())
            .add(" - ")
            .add(local(value, kind))
            .add("::date)::bigint");
      }
    };
  }

  /** Equals are in the same part, however many they are. */
  private static Sql part(Sql value, int parts) {
    return Sql.of("least(")
        .number(parts)
        .add(", 1 + floor(percent_rank() over (order by ")
        .add(value)
        .add(" nulls first) * ")
        .number(parts)
        .add("))::bigint");
  }

  private Sql where(
      Entity entity, SqlName inner, RecordSqlScope there, @Nullable Expression among) {
    Sql where = Sql.of(" where ").add(inner, SqlName.of("deleted_at")).add(" is null");
    Sql rule = there.condition(access.entity(entity).read());
    if (rule != null) {
      where.add(" and ").add(rule);
    }
    if (among != null) {
      where.add(" and ").add(there.condition(among));
    }
    return where;
  }

  private SqlName joined(SqlName alias, Sql select) {
    scope
        .joins()
        .append(
            Sql.of(" left join (")
                .add(select)
                .add(") ")
                .add(alias)
                .add(" on ")
                .add(alias, ID)
                .add(" = ")
                .add(row, ID));
    return alias;
  }

  private Sql local(Sql value, ValueKind kind) {
    return kind == ValueKind.DATE_TIME
        ? Sql.of("(")
            .add(value)
            .add(" at time zone ")
            .bind(SqlType.TEXT, access.metadata().zone().getId())
            .add(")")
        : Sql.of("(").add(value).add(")::timestamp");
  }
}
