package dev.dougong.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The plans of all statements that anybody sends, from the server's own log (auto_explain). Not
 * thread-safe.
 */
final class PlanLog implements AutoCloseable {

  private static final double BIG = 10_000;
  private static final String FILE = "statements";

  private final Connection connection;
  private final InputStream log;
  private int marks;

  /** Settings of a server that can log plans; it does so once {@link #begin} was called. */
  static Map<String, String> settings(Path home) {
    Map<String, String> settings = new HashMap<>();
    settings.put("logging_collector", "on");
    settings.put("log_destination", "jsonlog");
    settings.put("log_directory", home.toAbsolutePath().toString());
    settings.put("log_filename", FILE + ".log");
    settings.put("log_truncate_on_rotation", "on");
    settings.put("log_rotation_age", "0");
    settings.put("log_rotation_size", "0");
    settings.put("session_preload_libraries", "auto_explain");
    settings.put("auto_explain.log_analyze", "on");
    settings.put("auto_explain.log_buffers", "on");
    settings.put("auto_explain.log_nested_statements", "on");
    return settings;
  }

  /** Deletes the log of an earlier run, to which the server would add. */
  static void forget(Path home) throws IOException {
    Files.deleteIfExists(home.resolve(FILE + ".json"));
    Files.deleteIfExists(home.resolve(FILE + ".log"));
  }

  /** Opens the log of a server that was started with the settings for this folder. */
  PlanLog(Path home, String jdbcUrl) throws IOException, SQLException {
    connection = DriverManager.getConnection(jdbcUrl);
    log = new BufferedInputStream(Files.newInputStream(home.resolve(FILE + ".json")));
  }

  /** From now on all statements are logged. */
  void begin() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter system set auto_explain.log_min_duration = 0");
      statement.execute("select pg_reload_conf()");
    }
  }

  /** Names of tables that are too large to be read as a whole for one request. */
  Set<String> bigTables() throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select relname from pg_class where relkind = 'r' and reltuples > " + BIG)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** The plans of all statements since the last call, in their order. */
  List<LoggedPlan> take() throws SQLException, IOException, InterruptedException {
    String mark = "mark of the bench " + ++marks;
    try (Statement statement = connection.createStatement()) {
      statement.execute("select '" + mark + "'");
    }
    List<LoggedPlan> plans = new ArrayList<>();
    while (true) {
      LoggedPlan plan = LoggedPlan.of(Target.MAPPER.readTree(line()).path("message").asText());
      if (plan != null && plan.statement().contains(mark)) {
        return plans;
      }
      if (plan != null) {
        plans.add(plan);
      }
    }
  }

  private byte[] line() throws IOException, InterruptedException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      int next = log.read();
      if (next == '\n') {
        return line.toByteArray();
      }
      if (next >= 0) {
        line.write(next);
      } else {
        TimeUnit.MILLISECONDS.sleep(10); // the server's collector writes a little later
      }
    }
    throw new IOException("the log ends before it should");
  }

  @Override
  public void close() throws SQLException, IOException {
    log.close();
    connection.close();
  }
}
