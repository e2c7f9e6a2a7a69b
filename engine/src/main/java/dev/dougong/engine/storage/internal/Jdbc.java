package dev.dougong.engine.storage.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.dougong.engine.sql.FixedSql;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.SealedText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link Sql} pieces. Inside a transaction all statements share its connection; outside each
 * is a transaction of its own. Thread-safe.
 */
public final class Jdbc {

  private final DataSource source;

  /** A row of an answer. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Reads the row under the cursor; must not move it. */
    T read(ResultSet row) throws SQLException;
  }

  /** Over a data source that takes part in the engine's transactions. */
  public Jdbc(DataSource source) {
    this.source = source;
  }

  /** All rows. */
  public <T> List<T> query(Sql sql, RowReader<T> reader) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql);
        ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The only row, or null where there is none. */
  public <T> @Nullable T queryOne(Sql sql, RowReader<T> reader) {
    return queryOne(sql.fixed(), reader);
  }

  /** The only row of a kept statement, or null where there is none. */
  public <T> @Nullable T queryOne(FixedSql sql, RowReader<T> reader) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return null;
      }
      T found = reader.read(rows);
      if (rows.next()) {
        throw new IllegalStateException("one row expected, several found: " + sql);
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs a change and tells how many rows it touched. */
  @CanIgnoreReturnValue
  public int update(Sql sql) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Work that needs the connection itself (COPY, cursors). */
  public <T> T withConnection(ConnectionWork<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.run(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Work on a connection. */
  @FunctionalInterface
  public interface ConnectionWork<T> {
    /** Must not close or keep the connection. */
    T run(Connection connection) throws SQLException;
  }

  /** A prepared statement with all values bound; the caller closes it. */
  public static PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
    return prepare(connection, sql.fixed());
  }

  private static PreparedStatement prepare(Connection connection, FixedSql sql)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.text());
    try {
      int place = 1;
      for (Sql.Bind bind : sql.binds()) {
        bind(connection, statement, place++, bind.type(), bind.value());
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      int place,
      SqlType type,
      @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(place, sqlNull(type));
      return;
    }
    switch (type) {
      case TEXT ->
          statement.setString(
              place, value instanceof SealedText sealed ? sealed.toString() : (String) value);
      case BIGINT -> statement.setLong(place, toLong(value));
      case INTEGER -> statement.setInt(place, ((Number) value).intValue());
      case NUMERIC ->
          statement.setBigDecimal(
              place, value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value);
      case BOOLEAN -> statement.setBoolean(place, (Boolean) value);
      case DATE, TIME -> statement.setObject(place, value);
      case TIMESTAMPTZ ->
          statement.setObject(
              place, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
      case UUID -> statement.setObject(place, value);
      case TEXT_ARRAY -> statement.setArray(place, array(connection, "text", value));
      case UUID_ARRAY -> statement.setArray(place, array(connection, "uuid", value));
      case BIGINT_ARRAY -> statement.setArray(place, array(connection, "bigint", value));
      case INTEGER_ARRAY -> statement.setArray(place, array(connection, "integer", value));
      case JSONB ->
          statement.setObject(
              place, value instanceof JsonNode json ? json.toString() : value, Types.OTHER);
      case XID8 -> statement.setObject(place, value.toString(), Types.OTHER);
    }
  }

  private static long toLong(Object value) {
    return value instanceof Duration duration
        ? duration.getSeconds()
        : ((Number) value).longValue();
  }

  private static java.sql.Array array(Connection connection, String type, Object value)
      throws SQLException {
    return connection.createArrayOf(type, ((List<?>) value).toArray());
  }

  private static int sqlNull(SqlType type) {
    return switch (type) {
      case TEXT -> Types.VARCHAR;
      case BIGINT -> Types.BIGINT;
      case INTEGER -> Types.INTEGER;
      case NUMERIC -> Types.NUMERIC;
      case BOOLEAN -> Types.BOOLEAN;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMPTZ -> Types.TIMESTAMP_WITH_TIMEZONE;
      case UUID, JSONB, XID8 -> Types.OTHER;
      case TEXT_ARRAY, UUID_ARRAY, BIGINT_ARRAY, INTEGER_ARRAY -> Types.ARRAY;
    };
  }

  /** A UUID column, or null. */
  public static @Nullable UUID uuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }
}
