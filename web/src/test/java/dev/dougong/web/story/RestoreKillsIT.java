package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The commands are killed, with no warning, at moments spread over their whole work. Afterwards the
 * installation is the old one, or the restored one, or nothing that starts; never half of one.
 */
@Tag("full")
class RestoreKillsIT {

  private static final Path HOME = Path.of("target", "kills-home");
  private static final Path FOLDER = Path.of("target", "kills-backups").toAbsolutePath();
  private static final Path FILE = FOLDER.resolve("good.backup");
  private static final int KILLS = 20;

  private final Random random = new Random(seed());
  private EmbeddedDatabase database;
  private int old;
  private int restored;
  private int nothing;
  private int unusable;

  private static long seed() {
    String given = System.getProperty("dougong.seed", "");
    return given.isEmpty() ? 20261128 : Long.parseLong(given);
  }

  @BeforeEach
  void open() throws IOException {
    TestDatabase.delete(FOLDER);
    Files.createDirectories(FOLDER);
    database = TestDatabase.fresh(HOME);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private List<String> texts(String query) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connection();
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }

  /** Tables with the number and the digest of their rows; what a restore adds is left out. */
  private Map<String, String> picture() throws SQLException {
    Map<String, String> picture = new TreeMap<>();
    for (String table :
        texts(
            "select relname from pg_class where relnamespace = 'ws_main'::regnamespace"
                + " and relkind = 'r' and relname not in ('flyway_schema_history',"
                + " 'restored_backup', 'audit_entry', 'session', 'sign_in_attempt')")) {
      picture.put(
          table,
          texts(
                  "select count(*) || ' ' || coalesce(md5(string_agg(j, '' order by j)), '') from"
                      + " (select (to_jsonb(t) - 'xid' - 'snapshot' - 'since' - 'until')::text as j"
                      + " from ws_main."
                      + table
                      + " t) r")
              .get(0));
    }
    return picture;
  }

  private boolean isThere(String schema) throws SQLException {
    return !texts("select nspname from pg_namespace where nspname = '" + schema + "'").isEmpty();
  }

  /** Begins a command and waits until it has begun its work. */
  private Process begin(String... command) throws IOException {
    Process process = RunningShop.command(database, HOME, command);
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line == null || !line.startsWith("== 正在"); ) {
      assertThat(line).as(all.toString()).isNotNull();
      all.append(line).append('\n');
      line = said.readLine();
    }
    return process;
  }

  /** Nanoseconds that the work takes where nobody kills it. */
  private long unkilled(String... command) throws IOException, InterruptedException {
    Process process = begin(command);
    long from = System.nanoTime();
    assertThat(process.waitFor()).isZero();
    return System.nanoTime() - from;
  }

  /** Kills it in one part of its work, somewhere. */
  private void kill(int part, long longest, String... command)
      throws IOException, SQLException, InterruptedException {
    Process process = begin(command);
    long until = System.nanoTime() + (long) (longest * (part + random.nextDouble()) / KILLS);
    while (System.nanoTime() < until && process.isAlive()) {
      Thread.onSpinWait();
    }
    var unused = process.destroyForcibly().waitFor();
    // The server notices in its own time that nobody is there any more.
    while (!texts("select pid from pg_stat_activity where application_name = 'dougong-backup'")
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theInstallationIsNeverHalf() throws Exception {
    RunningShop.on(
            database,
            HOME,
            Path.of("target", "kills-server.log"),
            Map.of("DOUGONG_DEMO_PASSWORD", RunningShop.PASSWORD))
        .close();
    killBackups();
    sql("update ws_main.access_epoch set value = value + 1000");
    Map<String, String> later = picture();
    long longest = unkilled("restore", FILE.toString());
    Map<String, String> saved = picture();
    assertThat(saved).isNotEqualTo(later).hasSameSizeAs(later);
    putBack();
    assertThat(picture()).isEqualTo(later);
    for (int part = 0; part < KILLS; part++) {
      kill(part, longest, "restore", FILE.toString());
      Map<String, String> now = picture();
      if (now.equals(saved)) {
        restored++;
        putBack();
      } else {
        assertThat(now).isEqualTo(later);
        old++;
      }
    }
    killWhereNothingIs(longest, saved);
    Files.writeString(
        FOLDER.resolve("counts.txt"),
        "killed with seed %d: old %d, restored %d; where nothing was: nothing %d, refuses to start %d"
            .formatted(seed(), old, restored, nothing, unusable));
    assertThat(old).isGreaterThan(KILLS / 2);
    assertThat(unusable).isPositive();
  }

  private void killBackups() throws IOException, SQLException, InterruptedException {
    long longest = unkilled("backup", FILE.toString());
    Path killed = FOLDER.resolve("killed.backup");
    for (int part = 0; part < KILLS; part++) {
      Files.deleteIfExists(killed);
      kill(part, longest, "backup", killed.toString());
      if (Files.exists(killed)) {
        RunningShop.Ended verified =
            RunningShop.run(database, HOME, "verify-backup", killed.toString());
        assertThat(verified.code()).as(verified.said()).isZero();
      }
    }
    Path cut = FOLDER.resolve("killed.backup.unfinished");
    if (Files.exists(cut)) {
      RunningShop.Ended verified = RunningShop.run(database, HOME, "verify-backup", cut.toString());
      assertThat(verified.code()).as(verified.said()).isEqualTo(3);
    }
  }

  private void killWhereNothingIs(long longest, Map<String, String> saved)
      throws IOException, SQLException, InterruptedException {
    sql("drop schema ws_main cascade");
    for (int part = 0; part < KILLS; part += 2) {
      kill(part, longest, "restore", FILE.toString());
      if (isThere("ws_main")) {
        assertThat(picture()).isEqualTo(saved);
        restored++;
        sql("drop schema ws_main cascade");
      } else if (isThere("ws_main_restored")) {
        RunningShop.Ended start = RunningShop.run(database, HOME);
        assertThat(start.code()).as(start.said()).isEqualTo(1);
        assertThat(start.said()).contains("run ./run --restore FILE again");
        assertThat(isThere("ws_main")).isFalse();
        unusable++;
      } else {
        nothing++;
      }
    }
    RunningShop.Ended again = RunningShop.run(database, HOME, "restore", FILE.toString());
    assertThat(again.code()).as(again.said()).isZero();
    assertThat(picture()).isEqualTo(saved);
    RunningShop.on(database, HOME, Path.of("target", "kills-server-after.log"), Map.of()).close();
  }

  /** Takes the workspace that was there before the restore. */
  private void putBack() throws SQLException {
    String kept =
        texts("select nspname from pg_namespace where nspname like 'ws\\_main\\_before\\_%'")
            .get(0);
    sql("drop schema ws_main cascade; alter schema " + kept + " rename to ws_main");
  }
}
