package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Stores many new records and their changes by COPY, row by row and without a document of all of
 * them in memory. The numbers of the changes are taken first, so nothing has to come back.
 */
final class CopyInserts {

  /** From so many rows on two COPYs cost less than one statement. */
  static final int WORTHWHILE = 30;

  private static final SqlName SEQ = SqlName.of("seq");

  private final Jdbc jdbc;

  CopyInserts(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores the rows; gives the number of each one's change. Inside a transaction only. */
  Map<UUID, Long> insert(Write write, EntityPlan plan, List<RowColumn> columns, List<Pending> all) {
    List<Long> numbers = numbers(write, all.size());
    Map<UUID, Long> changes = new HashMap<>(2 * all.size());
    for (int i = 0; i < all.size(); i++) {
      changes.put(all.get(i).draft().id(), numbers.get(i));
    }
    copy(new Sql().add(write.schema(), plan.entity().table()), columns, all);
    copy(new Sql().add(write.schema()).add(".change"), changeColumns(write, plan, changes), all);
    return changes;
  }

  private List<Long> numbers(Write write, int count) {
    Sql sql =
        Sql.of("select nextval(pg_get_serial_sequence('")
            .add(write.schema())
            .add(".change', 'seq')) from generate_series(1, ")
            .number(count)
            .add(")");
    List<Long> numbers = new ArrayList<>(jdbc.query(sql, row -> row.getLong(1)));
    Collections.sort(numbers);
    return numbers;
  }

  private static List<RowColumn> changeColumns(
      Write write, EntityPlan plan, Map<UUID, Long> changes) {
    List<RowColumn> columns = new ArrayList<>();
    columns.add(new RowColumn(SEQ, SqlType.BIGINT, p -> changes.get(p.draft().id())));
    columns.add(new RowColumn(SqlName.of("at"), SqlType.TIMESTAMPTZ, p -> write.now()));
    columns.add(new RowColumn(SqlName.of("actor"), SqlType.UUID, p -> write.actor()));
    columns.add(new RowColumn(SqlName.of("why"), SqlType.TEXT, p -> write.options().why()));
    columns.add(new RowColumn(SqlName.of("entity"), SqlType.INTEGER, p -> plan.entity().id()));
    columns.add(
        new RowColumn(SqlName.of("op"), SqlType.INTEGER, p -> ChangeOperation.CREATED.code()));
    columns.add(new RowColumn(SqlName.of("record"), SqlType.UUID, p -> p.draft().id()));
    columns.add(
        new RowColumn(
            SqlName.of("version"), SqlType.BIGINT, p -> p.draft().value(SystemField.VERSION.id())));
    columns.add(new RowColumn(SqlName.of("cause_seq"), SqlType.BIGINT, Pending::cause));
    columns.add(new RowColumn(SqlName.of("after"), SqlType.JSONB, ChangeRows::after));
    return columns;
  }

  private void copy(Sql table, List<RowColumn> columns, List<Pending> all) {
    List<Sql> names = columns.stream().map(column -> new Sql().add(column.name())).toList();
    String sql = Sql.of("copy ").add(table).add(" (").join(", ", names).add(") from stdin").text();
    jdbc.withConnection(
        connection -> {
          send(connection, sql, columns, all);
          return true;
        });
  }

  private static void send(
      Connection connection, String sql, List<RowColumn> columns, List<Pending> all)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      CopyText text = new CopyText((bytes, length) -> copy.writeToCopy(bytes, 0, length));
      for (Pending pending : all) {
        for (RowColumn column : columns) {
          text.add(column.type(), column.source().of(pending));
        }
        text.endRow();
      }
      text.end();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
