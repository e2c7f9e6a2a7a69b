package dev.dougong.workflow.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Statements of a node whose connection the server ends before one of them, as by a kill -9. */
final class DyingStatements implements Statements {

  private final Statements statements;
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile Consumer<Sql> listener = sql -> {};

  DyingStatements(Statements statements) {
    this.statements = statements;
  }

  /** Dies before the statement of the place, from 1; then lives again. */
  void dieBefore(int place) {
    left.set(place);
  }

  /** Whether it died since. */
  boolean hasDied() {
    return left.get() <= 0;
  }

  /** Tells each statement before it runs. */
  void listen(Consumer<Sql> to) {
    listener = to;
  }

  @Override
  public <T> List<T> query(Sql sql, Function<ResultRow, T> reader) {
    live();
    listener.accept(sql);
    return statements.query(sql, reader);
  }

  @Override
  public int update(Sql sql) {
    live();
    listener.accept(sql);
    return statements.update(sql);
  }

  private void live() {
    if (left.decrementAndGet() == 0) {
      statements.query(Sql.of("select pg_terminate_backend(pg_backend_pid())"), row -> true);
    }
  }
}
