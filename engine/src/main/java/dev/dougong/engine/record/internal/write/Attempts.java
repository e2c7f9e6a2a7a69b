package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.plan.EntityPlans;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.workspace.Room;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a write in a transaction, again where the database chose it as the victim of a deadlock, and
 * turns refusals of the database into problems. Inside a transaction of the caller a savepoint
 * stands in for it.
 */
final class Attempts {

  private static final int MAX = 8;
  private static final int RIVALS = 3;

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final EntityPlans plans;
  private final RecordTable table;
  private final Duplicates duplicates;
  private final RecordListener listener;
  private final Room room;

  Attempts(WriteParts parts, EntityPlans plans, RecordTable table, Duplicates duplicates) {
    this.jdbc = parts.jdbc();
    this.transactions = parts.transactions();
    this.listener = parts.listener();
    this.room = parts.room();
    this.plans = plans;
    this.table = table;
    this.duplicates = duplicates;
  }

  /** Runs the work, whole or not at all. */
  <T> T run(Access access, WriteOptions options, Function<Write, T> work) {
    boolean isInner = transactions.isActive();
    for (int attempt = 1; ; attempt++) {
      Write write = begun(access, options);
      try {
        return isInner
            ? inSavepoint(write, () -> work.apply(write))
            : transactions.required(() -> work.apply(write));
      } catch (DatabaseException e) {
        again(write, e, isInner || attempt == MAX, attempt);
      }
    }
  }

  /**
   * Runs work that stores all it has to store with one statement, without a transaction around it,
   * and again under locks where that did not do.
   */
  <T> T runSingle(
      Access access, WriteOptions options, Function<Write, T> work, Function<Write, T> locked) {
    if (!transactions.isActive()) {
      Write write = begun(access, options);
      write.beSingle();
      boolean isDone = false;
      try {
        T result = work.apply(write);
        isDone = true;
        return result;
      } catch (RaceException e) {
        write.claims().settle(false);
        return run(access, options, locked);
      } catch (DatabaseException e) {
        again(write, e, false, 1);
      } finally {
        write.claims().settle(isDone);
      }
    }
    return run(access, options, locked);
  }

  private Write begun(Access access, WriteOptions options) {
    return new Write(access, options, plans, table, listener, new Claims(room));
  }

  private <T> T inSavepoint(Write write, Supplier<T> work) {
    jdbc.update(Sql.of("savepoint record_write"));
    boolean isDone = false;
    try {
      T result = work.get();
      jdbc.update(Sql.of("release savepoint record_write"));
      isDone = true;
      return result;
    } finally {
      if (!isDone) {
        write.claims().settle(false);
        jdbc.update(Sql.of("rollback to savepoint record_write"));
      }
    }
  }

  /** Returns where another try may work; else throws what the writer is told. */
  private void again(Write write, DatabaseException e, boolean isLast, int attempt) {
    switch (e.sqlState()) {
      case "40P01", "40001" -> {
        if (isLast) {
          throw busy(e);
        }
      }
      case "23505" -> {
        if (write.hasRivals() && attempt <= RIVALS && !isLast) {
          return;
        }
        ConflictException conflict = duplicates.explain(write, write.drafts());
        if (conflict != null) {
          throw conflict;
        }
        if (isLast) {
          throw new ConflictException(Problem.of("duplicate"));
        }
      }
      case "54000" -> throw new InputException(Problem.of("record.tooLongForIndex"));
      case "55P03", "57014" -> throw busy(e);
      default -> throw e;
    }
  }

  private static BusyException busy(DatabaseException cause) {
    BusyException busy = new BusyException(Problem.of("busy"));
    busy.initCause(cause);
    return busy;
  }
}
