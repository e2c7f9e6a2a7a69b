package dev.dougong.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Duration;
import java.util.Objects;

/**
 * The change log and the audit chain are read up to the oldest transaction of the server that still
 * runs. PostgreSQL itself has such ones: its autovacuum has a number while it stores statistics.
 */
public final class EarlierTransactions {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private EarlierTransactions() {}

  /** Returns when all that began before has ended, so that what was written so far is read. */
  public static void awaitEnd(Jdbc jdbc) {
    long now = number(jdbc, Sql.of("select pg_current_xact_id()::text::bigint"));
    Sql oldest = Sql.of("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
    long end = System.nanoTime() + LONGEST.toNanos();
    while (number(jdbc, oldest) <= now) {
      assertThat(System.nanoTime()).as("earlier transactions end in time").isLessThan(end);
    }
  }

  private static long number(Jdbc jdbc, Sql sql) {
    return Objects.requireNonNull(jdbc.queryOne(sql, row -> (Long) row.getLong(1)));
  }
}
