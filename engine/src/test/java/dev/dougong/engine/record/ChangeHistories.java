package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.internal.change.ChangeReader;
import dev.dougong.engine.testkit.EarlierTransactions;
import dev.dougong.engine.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Random histories: a few writers whose transactions begin, write, undo, commit, fail or lose their
 * connection in an order that a seed decides, while a reader follows. One thread does it all, so a
 * seed always gives the same history.
 */
final class ChangeHistories implements AutoCloseable {

  private static final int WRITERS = 5;
  private static final int STEPS = 60;

  private final Desk desk;
  private final ChangeReader reader;
  private final String schema;
  private final Writer[] writers = new Writer[WRITERS];
  private final Connection killer;

  int commits;
  int late;
  int undone;
  int killed;
  int changes;

  ChangeHistories(Desk desk) throws SQLException {
    this.desk = desk;
    reader = new ChangeReader(desk.jdbc());
    schema = desk.metadata().workspace().schema().text();
    killer = TestDatabase.newConnection();
    for (int i = 0; i < WRITERS; i++) {
      writers[i] = new Writer();
    }
  }

  /** A connection with at most one open transaction. */
  private final class Writer {

    private Connection connection;
    private @Nullable Savepoint savepoint;
    private boolean isOpen;

    Writer() throws SQLException {
      connection = open();
    }

    private static Connection open() throws SQLException {
      Connection connection = TestDatabase.newConnection();
      connection.setAutoCommit(false);
      return connection;
    }

    void write() throws SQLException {
      execute(
          "insert into "
              + schema
              + ".change (at, why, entity, record, version, op) values"
              + " (now(), 'test', 1, gen_random_uuid(), 1, 1)");
      isOpen = true;
    }

    void mark() throws SQLException {
      if (isOpen) {
        savepoint = connection.setSavepoint();
      }
    }

    void undo() throws SQLException {
      if (savepoint != null) {
        connection.rollback(savepoint);
        undone++;
      }
    }

    void end(boolean commits) throws SQLException {
      if (commits) {
        connection.commit();
        ChangeHistories.this.commits += isOpen ? 1 : 0;
        late += isOpen && isOlderThanAnother() ? 1 : 0;
      } else {
        connection.rollback();
        undone += isOpen ? 1 : 0;
      }
      savepoint = null;
      isOpen = false;
    }

    private boolean isOlderThanAnother() {
      for (Writer other : writers) {
        if (other != this && other.isOpen) {
          return true;
        }
      }
      return false;
    }

    void kill() throws SQLException {
      int backend = number(connection, "select pg_backend_pid()");
      try (Statement statement = killer.createStatement()) {
        statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
      }
      killed += isOpen ? 1 : 0;
      try {
        connection.close();
      } catch (SQLException e) {
        assertThat((Throwable) e).isNotNull(); // it is gone, and that was the aim
      }
      connection = open();
      savepoint = null;
      isOpen = false;
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Runs one history; the reader must have heard exactly what was committed, in order. */
  void run(long seed) throws SQLException {
    Random random = new Random(seed);
    try (Statement statement = killer.createStatement()) {
      statement.execute("truncate " + schema + ".change restart identity");
    }
    List<RecordChange> heard = new ArrayList<>();
    ChangeCursor cursor = reader.end();
    for (int step = 0; step < STEPS; step++) {
      Writer writer = writers[random.nextInt(WRITERS)];
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3, 4 -> writer.write();
        case 5 -> writer.mark();
        case 6 -> writer.undo();
        case 7, 8, 9 -> writer.end(true);
        case 10 -> writer.end(false);
        case 11 -> {
          if (random.nextInt(4) == 0) {
            writer.kill();
          }
        }
        default -> cursor = poll(cursor, 1 + random.nextInt(6), heard);
      }
    }
    for (Writer writer : writers) {
      writer.end(random.nextBoolean());
    }
    EarlierTransactions.awaitEnd(desk.jdbc());
    ChangeCursor before;
    do {
      before = cursor;
      cursor = poll(cursor, 1 + random.nextInt(6), heard);
    } while (!before.equals(cursor));
    compare(seed, heard);
  }

  private ChangeCursor poll(ChangeCursor cursor, int limit, List<RecordChange> heard) {
    List<RecordChange> page = reader.read(desk.metadata().workspace(), cursor, limit);
    heard.addAll(page);
    return page.isEmpty() ? cursor : page.get(page.size() - 1).cursor();
  }

  private void compare(long seed, List<RecordChange> heard) throws SQLException {
    List<Long> numbers = heard.stream().map(change -> change.cursor().seq()).toList();
    TreeSet<Long> committed = new TreeSet<>();
    try (Statement statement = killer.createStatement();
        ResultSet rows = statement.executeQuery("select seq from " + schema + ".change")) {
      while (rows.next()) {
        committed.add(rows.getLong(1));
      }
    }
    assertThat(new TreeSet<>(numbers)).as("seed %d", seed).isEqualTo(committed);
    assertThat(numbers).as("seed %d", seed).doesNotHaveDuplicates();
    List<ChangeCursor> order = heard.stream().map(RecordChange::cursor).toList();
    assertThat(order)
        .as("seed %d", seed)
        .isSortedAccordingTo(
            java.util.Comparator.comparingLong(ChangeCursor::transaction)
                .thenComparingLong(ChangeCursor::seq));
    changes += numbers.size();
  }

  @Override
  public void close() throws SQLException {
    killer.close();
    for (Writer writer : writers) {
      writer.connection.rollback();
      writer.connection.setAutoCommit(true);
      writer.connection.close();
    }
  }

  /** What happened in all of them. */
  String summary(int histories, long seed) {
    return "change log: %d histories from seed %d: %d changes heard, %d commits, %d of them past an older open one, %d undone, %d killed"
        .formatted(histories, seed, changes, commits, late, undone, killed);
  }
}
