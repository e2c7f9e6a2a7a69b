package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.node.NodeContext.Total;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records that a condition chooses, each question one statement. Thread-safe. */
final class ChosenRecords {

  private final Statements statements;
  private final RecordSelection selection;

  ChosenRecords(Statements statements, RecordSelection selection) {
    this.statements = statements;
    this.selection = selection;
  }

  /** The value of an own field. */
  static Expression field(ScopeField field) {
    return new Expression.Field(FieldPath.of(field.id()), field.type());
  }

  /**
   * The first records.
   *
   * @param condition over the entity's fields, or null for all
   * @param sort key of the field that orders them, with {@code -} downwards; empty for the oldest
   */
  List<UUID> first(
      Access access, Entity entity, @Nullable Expression condition, String sort, int limit) {
    boolean isDown = sort.startsWith("-");
    ScopeField field = entity.scope().field(isDown ? sort.substring(1) : sort);
    List<Expression> values = field == null ? List.of() : List.of(field(field));
    Sql sql =
        Sql.of("select x.id from (")
            .add(selection.select(access, entity, condition, values))
            .add(") x order by ");
    if (field != null) {
      sql.add(isDown ? Sql.of("x.v1 desc nulls last, ") : Sql.of("x.v1 nulls last, "));
    }
    return statements.query(
        sql.add("x.id limit ").number(limit), row -> Objects.requireNonNull(row.uuid(1)));
  }

  /**
   * A list that names records.
   *
   * @param entity of the list
   * @param condition which of its records count
   * @param member its reference to the named record
   */
  record Listed(Entity entity, Expression condition, ScopeField member) {}

  /**
   * The first that a list does not name yet, while nobody else adds to it.
   *
   * @param segment key of the segment of which they are members, or null
   */
  List<UUID> newcomers(
      Access access,
      Entity entity,
      @Nullable Expression condition,
      @Nullable String segment,
      Listed list,
      int limit) {
    SqlName schema = access.metadata().workspace().schema();
    String name = schema.text() + " " + list.entity().id() + " " + list.condition();
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, name)
            .add(", 658))"),
        row -> true);
    Sql sql =
        Sql.of("select x.id from (")
            .add(selection.select(access, entity, condition, List.of()))
            .add(") x where not exists (select from (")
            .add(
                selection.select(
                    access, list.entity(), list.condition(), List.of(field(list.member()))))
            .add(") y where y.v1 = x.id)");
    if (segment != null) {
      sql.add(" and exists (select from ")
          .add(schema)
          .add(".segment_member m where m.record = x.id and m.segment = ")
          .bind(SqlType.TEXT, segment)
          .add(")");
    }
    return statements.query(
        sql.add(" order by x.id limit ").number(limit), row -> Objects.requireNonNull(row.uuid(1)));
  }

  /** A value over all of them; null over none. */
  @Nullable BigDecimal total(
      Access access,
      Entity entity,
      @Nullable Expression condition,
      Total total,
      @Nullable ScopeField field) {
    List<Expression> values = field == null ? List.of() : List.of(field(field));
    Sql over =
        switch (total) {
          case COUNT -> Sql.of("count(*)");
          case SUM -> Sql.of("sum(x.v1)");
          case AVERAGE -> Sql.of("avg(x.v1)");
          case MIN -> Sql.of("min(x.v1)");
          case MAX -> Sql.of("max(x.v1)");
        };
    String text =
        statements.queryOne(
            Sql.of("select coalesce((")
                .add(over)
                .add(")::numeric::text, '') from (")
                .add(selection.select(access, entity, condition, values))
                .add(") x"),
            row -> Objects.requireNonNull(row.text(1)));
    return text == null || text.isEmpty() ? null : ValueJson.canonical(new BigDecimal(text));
  }
}
