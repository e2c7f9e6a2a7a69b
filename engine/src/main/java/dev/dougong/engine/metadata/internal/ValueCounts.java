package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.impact.Impact;
import dev.dougong.engine.metadata.impact.Impacts;
import dev.dougong.engine.metadata.impact.Subject;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts records that have a value, up to a limit and within a short time. Thread-safe. */
final class ValueCounts {

  private static final String QUERY_CANCELED = "57014";

  private final Jdbc jdbc;
  private final SqlName schema;

  ValueCounts(Jdbc jdbc, Workspace workspace) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
  }

  /** Records with a value, or of the entity; null where there is none to count, or no time. */
  Impact.@Nullable Records of(Subject subject) {
    Sql condition = condition(subject);
    if (condition == null) {
      return null;
    }
    Sql sql =
        Sql.of("select count(*) from (select from ")
            .add(schema, subject.entity().table())
            .add(" where deleted_at is null and ")
            .add(condition)
            .add(" limit ")
            .number(Impacts.MOST_COUNTED + 1)
            .add(") few");
    jdbc.update(Sql.of("savepoint value_count"));
    try {
      jdbc.update(Sql.of("set local statement_timeout = '3s'"));
      long count = Objects.requireNonNull(jdbc.queryOne(sql, row -> row.getLong(1)), "a count");
      jdbc.update(Sql.of("set local statement_timeout = 0"));
      jdbc.update(Sql.of("release savepoint value_count"));
      return new Impact.Records(
          Math.min(count, Impacts.MOST_COUNTED), count > Impacts.MOST_COUNTED);
    } catch (DatabaseException e) {
      if (!e.sqlState().equals(QUERY_CANCELED)) {
        throw e;
      }
      jdbc.update(Sql.of("rollback to savepoint value_count"));
      return null;
    }
  }

  private static @Nullable Sql condition(Subject subject) {
    Field field = subject.field();
    if (field == null) {
      return Sql.of("true");
    }
    Field row = subject.row();
    return row == null ? hasValue(field) : inRows(field, row);
  }

  private static @Nullable Sql hasValue(Field field) {
    Sql column = new Sql().add(field.column()).add(" is not null");
    Sql document = Sql.of("jsonb_exists(data, ").quoted(field.column()).add(")");
    return switch (field.placement()) {
      case COLUMN, SYSTEM -> column;
      case DOCUMENT -> document;
      case FILLING -> Sql.of("(").add(column).add(" or ").add(document).add(")");
      case VIRTUAL -> null;
    };
  }

  private static @Nullable Sql inRows(Field table, Field row) {
    return row.placement() == Placement.VIRTUAL
        ? null
        : Sql.of("exists (select from jsonb_array_elements(data->")
            .quoted(table.column())
            .add(") as r (data) where jsonb_exists(r.data, ")
            .quoted(row.column())
            .add("))");
  }
}
