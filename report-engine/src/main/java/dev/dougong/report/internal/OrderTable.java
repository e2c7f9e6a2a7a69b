package dev.dougong.report.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of what people ordered for themselves, each row with its next moment: nodes hold a row
 * that is due by a lease. Thread-safe.
 */
final class OrderTable {

  private final Statements statements;
  private final SqlName table;
  private final Sql columns;

  /**
   * Over a table with {@code user_id}, {@code deleted_at}, {@code next_at}, {@code attempt}, {@code
   * lease} and {@code lease_until}.
   *
   * @param columns that are read of each row
   */
  OrderTable(Statements statements, SqlName table, Sql columns) {
    this.statements = statements;
    this.table = table;
    this.columns = columns;
  }

  /** Those of a person, in the order of their making. */
  <T> List<T> of(SqlName schema, UUID user, Function<ResultRow, T> read) {
    return statements.query(own(schema, user).add(" order by created_at, id"), read::apply);
  }

  /** One of a person; null where there is none. */
  <T> @Nullable T find(SqlName schema, UUID user, UUID id, Function<ResultRow, T> read) {
    return statements.queryOne(
        own(schema, user).add(" and id = ").bind(SqlType.UUID, id), read::apply);
  }

  private Sql own(SqlName schema, UUID user) {
    return Sql.of("select ")
        .add(columns)
        .add(" from ")
        .add(schema, table)
        .add(" where deleted_at is null and user_id = ")
        .bind(SqlType.UUID, user);
  }

  /** Keeps other writers of a person's rows waiting until the transaction ends. */
  void hold(SqlName schema, UUID user) {
    statements.query(
        Sql.of("select id from ")
            .add(schema)
            .add(".app_user where id = ")
            .bind(SqlType.UUID, user)
            .add(" for no key update"),
        row -> true);
  }

  /**
   * Takes one that is due and that nobody holds; null where there is none.
   *
   * @param read of a row with the columns, and behind them how often it has been tried
   */
  <T> @Nullable T claim(
      SqlName schema, UUID lease, Instant now, Instant until, Function<ResultRow, T> read) {
    return statements.queryOne(
        Sql.of("update ")
            .add(schema, table)
            .add(" set attempt = attempt + 1, lease = ")
            .bind(SqlType.UUID, lease)
            .add(", lease_until = ")
            .bind(SqlType.TIMESTAMPTZ, until)
            .add(" where id = (select id from ")
            .add(schema, table)
            .add(" where next_at is not null and next_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" and (lease_until is null or lease_until <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(") order by next_at limit 1 for update skip locked) returning ")
            .add(columns)
            .add(", attempt"),
        read::apply);
  }

  /** Lets a row rest until it is tried again, if the lease is still its own. */
  void putOff(SqlName schema, UUID id, UUID lease, Instant until) {
    statements.update(
        Sql.of("update ")
            .add(schema, table)
            .add(" set lease = null, lease_until = ")
            .bind(SqlType.TIMESTAMPTZ, until)
            .add(" where id = ")
            .bind(SqlType.UUID, id)
            .add(" and lease = ")
            .bind(SqlType.UUID, lease));
  }
}
