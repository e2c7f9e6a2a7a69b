package dev.dougong.engine.storage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.dougong.engine.sql.Sql;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements for stores of other modules. Inside {@link Transactions} all share its
 * connection; outside each is a transaction of its own. Thread-safe.
 */
public interface Statements {

  /** All rows, in their order. */
  <T> List<T> query(Sql sql, Function<ResultRow, T> reader);

  /** Runs a change and tells how many rows it touched. */
  @CanIgnoreReturnValue
  int update(Sql sql);

  /** The only row, or null where there is none. */
  default <T> @Nullable T queryOne(Sql sql, Function<ResultRow, T> reader) {
    List<T> all = query(sql, reader);
    if (all.size() > 1) {
      throw new IllegalStateException("one row expected, " + all.size() + " found: " + sql);
    }
    return all.isEmpty() ? null : all.get(0);
  }

  /** The number that the statement gives. */
  default long count(Sql sql) {
    return Objects.requireNonNull(queryOne(sql, row -> row.number(1)), "one row expected");
  }
}
