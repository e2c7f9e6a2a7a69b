package dev.dougong.engine.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.Desk;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Kills backups and restores at moments between their beginning and their end, and looks at what is
 * there then: whole, or plainly unusable, and the workspace untouched or restored as a whole.
 */
final class KilledBackups {

  private static final String NOTE =
      """
      {"key":"note","label":{"zh":"便签"},"title":"text","fields":[
        {"key":"text","type":"text","label":{"zh":"内容"},"unique":true}]}
      """;
  private static final int FILLED = 60;

  private final Path home;
  private final Random random;
  private final Desk desk = Desk.of(NOTE);
  private final Workspace workspace = desk.metadata().workspace();
  private final JdbcBackups backups =
      new JdbcBackups(
          TestDatabase.dataSource(),
          workspace,
          List.of(new EngineRestorePart()),
          InstantSource.system());
  private int whole;
  private int unusable;
  private int restored;
  private int untouched;

  KilledBackups(Path home, long seed) throws SQLException {
    this.home = home;
    this.random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      desk.create("note", "{'text':'note " + i + "'}");
    }
    run(
        "insert into {s}.file_content values ('ab', 700000, now())",
        "insert into {s}.file_chunk select 'ab', n, decode(repeat(md5(n::text), 8192), 'hex')"
            + " from generate_series(1, "
            + FILLED
            + ") n");
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one.replace("{s}", workspace.schema().text()));
      }
    }
  }

  private Map<String, String> rows() throws SQLException {
    Map<String, String> rows = SchemaPicture.rows(workspace.schema().text());
    rows.remove("restored_backup");
    rows.remove("audit_entry");
    return rows;
  }

  private Process start(String what, Path file) throws IOException, SQLException {
    String url;
    try (Connection connection = TestDatabase.newConnection()) {
      url = connection.getMetaData().getURL();
    }
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                BackupProcess.class.getName(),
                what,
                url,
                workspace.key(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(home.resolve("errors.log").toFile()))
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); !BackupProcess.READY.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new AssertionError(Files.readString(home.resolve("errors.log")));
      }
    }
    return process;
  }

  /** Nanoseconds that it takes where nobody kills it. */
  private long unkilled(String what, Path file) throws Exception {
    Process process = start(what, file);
    long begin = System.nanoTime();
    assertThat(process.waitFor()).as(() -> "exit code of " + what + " in " + home).isZero();
    return System.nanoTime() - begin;
  }

  /** Kills it somewhere between its beginning and a little after its end. */
  private void kill(String what, Path file, long longest) throws Exception {
    Process process = start(what, file);
    long until = System.nanoTime() + (long) (longest * 1.1 * random.nextDouble());
    while (System.nanoTime() < until && process.isAlive()) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
    // The server notices in its own time that nobody is there any more.
    while (count("select count(*) from pg_stat_activity where application_name = 'dougong-backup'")
        > 0) {
      Thread.onSpinWait();
    }
  }

  private static long count(String query) throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  void killBackups(int times) throws Exception {
    Path file = home.resolve("killed.backup");
    Map<String, String> before = rows();
    long longest = unkilled("backup", file);
    for (int i = 0; i < times; i++) {
      Files.deleteIfExists(file);
      kill("backup", file, longest);
      try (InputStream in =
          Files.exists(file) ? Files.newInputStream(file) : InputStream.nullInputStream()) {
        backups.verify(in, BackupProgress.NONE);
        whole++;
      } catch (InputException e) {
        assertThat(e.problems().get(0).code()).isIn("backup.notABackup", "backup.incomplete");
        unusable++;
      }
      assertThat(rows()).isEqualTo(before);
    }
  }

  void killRestores(int times) throws Exception {
    Path file = home.resolve("good.backup");
    try (OutputStream out = Files.newOutputStream(file)) {
      backups.write(out, BackupProgress.NONE);
    }
    Map<String, String> saved = rows();
    desk.create("note", "{'text':'later'}");
    Map<String, String> later = rows();
    long longest = unkilled("restore", file);
    assertThat(rows()).isEqualTo(saved);
    putBack();
    for (int i = 0; i < times; i++) {
      kill("restore", file, longest);
      Map<String, String> now = rows();
      if (now.equals(saved)) {
        restored++;
        putBack();
      } else {
        assertThat(now).isEqualTo(later);
        untouched++;
      }
    }
    // what killed tries left is in nobody's way
    var unused = backups.restore(() -> Files.newInputStream(file), BackupProgress.NONE);
    assertThat(rows()).isEqualTo(saved);
  }

  /** Takes the workspace that was there before the restore. */
  private void putBack() throws SQLException {
    String kept;
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      kept =
          Sessions.text(
              connection,
              "select nspname from pg_namespace where nspname like '"
                  + workspace.schema().text()
                  + "\\_before\\_%'");
    }
    run("drop schema {s} cascade", "alter schema " + kept + " rename to {s}");
  }

  String counts() {
    return String.format(
        Locale.ROOT,
        "backups whole %d, unusable %d; restores done %d, not begun to matter %d",
        whole,
        unusable,
        restored,
        untouched);
  }
}
