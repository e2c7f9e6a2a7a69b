package dev.dougong.engine.storage.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements over JDBC. */
public final class JdbcStatements implements Statements {

  private final Jdbc jdbc;

  /** Over a database. */
  public JdbcStatements(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public <T> List<T> query(Sql sql, Function<ResultRow, T> reader) {
    return jdbc.query(sql, row -> reader.apply(new Row(row)));
  }

  @Override
  public int update(Sql sql) {
    return jdbc.update(sql);
  }

  /** A column of the row at hand. */
  @FunctionalInterface
  private interface Read<T> {
    @Nullable T get() throws SQLException;
  }

  private record Row(ResultSet row) implements ResultRow {

    private static <T> @Nullable T read(Read<T> read) {
      try {
        return read.get();
      } catch (SQLException e) {
        throw new DatabaseException(e);
      }
    }

    @Override
    public @Nullable String text(int column) {
      return read(() -> row.getString(column));
    }

    @Override
    public long number(int column) {
      Long number = read(() -> row.getLong(column));
      return number == null ? 0 : number;
    }

    @Override
    public boolean bool(int column) {
      return Boolean.TRUE.equals(read(() -> row.getBoolean(column)));
    }

    @Override
    public @Nullable UUID uuid(int column) {
      return read(() -> row.getObject(column, UUID.class));
    }

    @Override
    public @Nullable Instant instant(int column) {
      OffsetDateTime at = read(() -> row.getObject(column, OffsetDateTime.class));
      return at == null ? null : at.toInstant();
    }

    @Override
    public List<String> texts(int column) {
      Array array = read(() -> row.getArray(column));
      String[] texts = array == null ? null : read(() -> (String[]) array.getArray());
      return texts == null ? List.of() : List.of(texts);
    }

    @Override
    public boolean isNull(int column) {
      return read(() -> row.getObject(column)) == null;
    }
  }
}
