package dev.dougong.engine.personal.internal;

import dev.dougong.engine.personal.Erasure;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The table {@code erasure}. */
final class ErasureLedger {

  private static final SqlName TABLE = SqlName.of("erasure");
  private static final SqlName DUE = SqlName.of("erasure_due");

  private final Jdbc jdbc;

  ErasureLedger(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  void add(SqlName schema, Erasure erasure) {
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, TABLE)
            .add(" (id, at, actor, entity, records) values (")
            .bind(SqlType.UUID, erasure.id())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, erasure.at())
            .add(", ")
            .bind(SqlType.UUID, erasure.actor())
            .add(", ")
            .number(erasure.entity())
            .add(", ")
            .bind(SqlType.UUID_ARRAY, erasure.records())
            .add(")"));
  }

  boolean has(SqlName schema, UUID id) {
    return !jdbc.query(
            Sql.of("select from ").add(schema, TABLE).add(" where id = ").bind(SqlType.UUID, id),
            row -> true)
        .isEmpty();
  }

  /** Those that wait to be done again. */
  List<Erasure> due(SqlName schema) {
    return read(schema, DUE, Instant.EPOCH);
  }

  void isDone(SqlName schema, UUID id) {
    jdbc.update(Sql.of("delete from ").add(schema, DUE).add(" where id = ").bind(SqlType.UUID, id));
  }

  List<Erasure> since(SqlName schema, Instant since) {
    return read(schema, TABLE, since);
  }

  private List<Erasure> read(SqlName schema, SqlName table, Instant since) {
    return jdbc.query(
        Sql.of("select id, at, actor, entity, records from ")
            .add(schema, table)
            .add(" where at >= ")
            .bind(SqlType.TIMESTAMPTZ, since)
            .add(" order by at, id"),
        row ->
            new Erasure(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Jdbc.uuid(row, 3),
                row.getInt(4),
                Arrays.stream((Object[]) row.getArray(5).getArray())
                    .map(UUID.class::cast)
                    .toList()));
  }
}
