package dev.dougong.engine.testkit;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Looks for a number in every column of every table of a workspace, as the catalogue names them:
 * texts, documents and bytes, with or without blanks and dashes between the digits.
 */
public final class Traces {

  private Traces() {}

  private record Column(SqlName table, SqlName name, boolean isBytes) {}

  /** {@code table.column} of each column that has it, in order. */
  public static List<String> of(Jdbc jdbc, SqlName schema, String digits) {
    List<Column> columns =
        jdbc.query(
            Sql.of("select table_name, column_name, data_type = 'bytea' from")
                .add(" information_schema.columns c join information_schema.tables t")
                .add(" using (table_schema, table_name) where t.table_type = 'BASE TABLE'")
                .add(" and table_schema = ")
                .bind(SqlType.TEXT, schema.text())
                .add(" order by table_name, ordinal_position"),
            row ->
                new Column(
                    SqlName.of(row.getString(1)), SqlName.of(row.getString(2)), row.getBoolean(3)));
    List<String> found = new ArrayList<>();
    for (Column column : columns) {
      Sql sql =
          Sql.of("select count(*) from ").add(schema, column.table()).add(" t where position(");
      if (column.isBytes()) {
        sql.add("convert_to(")
            .bind(SqlType.TEXT, digits)
            .add(", 'UTF8') in t.")
            .add(column.name())
            .add(")");
      } else {
        sql.bind(SqlType.TEXT, digits)
            .add(" in regexp_replace(t.")
            .add(column.name())
            .add("::text, '[ -]', '', 'g'))");
      }
      if (Objects.requireNonNull(jdbc.queryOne(sql.add(" > 0"), row -> (Long) row.getLong(1)))
          > 0) {
        found.add(column.table().text() + "." + column.name().text());
      }
    }
    return found;
  }
}
