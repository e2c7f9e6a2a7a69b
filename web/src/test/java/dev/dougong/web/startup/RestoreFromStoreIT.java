package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupStore;
import dev.dougong.web.backup.s3.LocalStore;
import dev.dougong.web.backup.s3.S3BackupStore;
import dev.dougong.web.startup.internal.BackupCommand;
import dev.dougong.web.startup.internal.BackupPlaces;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.startup.internal.RestoreCommand;
import dev.dougong.web.startup.internal.ServerCommand;
import dev.dougong.web.startup.internal.VerifyBackupCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** By the commands: a machine that lost all its disks has its data again from the store alone. */
class RestoreFromStoreIT {

  private static final Path HOME = Path.of("target", "restore-from-store-home");
  private static final String ROWS =
      "select 'f' || sha256(string_agg(bytes, '' order by number))::text from ws_main.file_chunk"
          + " union all select u::text from ws_main.app_user u order by 1";

  private final KeyRing keys = KeyRing.parse(KeyRing.newKey());
  private final Path backups = HOME.resolve("backups");
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private EmbeddedDatabase database;
  private BackupPlaces places;
  private ServerCommand.Server server;

  @BeforeEach
  void fill() throws IOException, SQLException {
    TestDatabase.delete(HOME);
    database = TestDatabase.fresh(HOME);
    places = new BackupPlaces(backups, name -> settings.getOrDefault(name, ""));
    server =
        new ServerCommand.Server(
            Workspace.MAIN,
            database.url(),
            database.user(),
            database.password(),
            HOME,
            () -> keys,
            said::add);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    dev.dougong.engine.testkit.TestDatabase.migrate(source, Workspace.MAIN);
    sql(
        "insert into ws_main.file_content values ('ab', 9000000, now())",
        "insert into ws_main.file_chunk select 'ab', n, (select string_agg(sha256((n || '-' ||"
            + " i)::bytea), '') from generate_series(1, 30000) i) from generate_series(1, 10) n",
        "insert into ws_main.app_user (id, username, name, created_at) values"
            + " ('00000000-0000-0000-0000-000000000001', 'a', '店长', now())");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement one = connection.createStatement()) {
      for (String statement : statements) {
        one.execute(statement);
      }
    }
  }

  private List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement one = connection.createStatement();
        ResultSet all = one.executeQuery(query)) {
      while (all.next()) {
        rows.add(all.getString(1));
      }
    }
    return rows;
  }

  @Test
  void isTheSameAgain() throws SQLException, IOException {
    try (LocalStore running = new LocalStore()) {
      settings.putAll(running.settings());
      List<String> before = rows(ROWS);
      assertThat(before).hasSize(2);
      assertThat(new BackupCommand(places).run(server, List.of())).isZero();
      assertThat(rows("select step::text from ws_main.backup_copy")).containsExactly("3");
      BackupStore there = new S3BackupStore(running.settings(Map.of())).within("main");
      String name = there.list().keySet().iterator().next();
      assertThat(there.list().get(name)).isGreaterThan(8_000_000);

      TestDatabase.delete(backups);
      sql("drop schema ws_main cascade");
      VerifyBackupCommand verify = new VerifyBackupCommand(places);
      assertThatThrownBy(() -> verify.run(server, List.of("s3:"))).hasMessageContaining(name);
      assertThatThrownBy(() -> verify.run(server, List.of("s3:dougong-20200101-000000.backup")))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("backup.copyMissing");
      assertThat(verify.run(server, List.of("s3:" + name))).isZero();
      assertThat(new RestoreCommand(places).run(server, List.of("s3:" + name))).isZero();
      assertThat(rows(ROWS)).isEqualTo(before);
      assertThat(rows("select name from ws_main.backup_copy")).isEmpty();
      assertThat(String.join("\n", said)).doesNotContain(LocalStore.SECRET);
    }
  }

  @Test
  void aStoreThatIsDownLeavesTheBackupGoodAndIsTriedByTheNext() throws SQLException {
    try (LocalStore running = new LocalStore()) {
      settings.putAll(running.settings());
      settings.put("ENDPOINT", "http://127.0.0.1:9");
      assertThat(new BackupCommand(places).run(server, List.of())).isZero();
      assertThat(String.join("\n", said)).contains("cannot be reached", "没有复制成功");
      assertThat(rows("select step || ' ' || (problem->>'code') from ws_main.backup_copy"))
          .containsExactly("4 backup.copyUnreachable");
      sql("update ws_main.backup_copy set due_at = now() - interval '1 hour'");

      settings.putAll(running.settings());
      String first = new BackupFolder(backups).files().keySet().iterator().next();
      while (new BackupFolder(backups).files().size() < 2) {
        tryAgain();
      }
      BackupStore there = new S3BackupStore(running.settings(Map.of())).within("main");
      assertThat(there.list()).hasSize(2).containsKey(first);
      assertThat(rows("select distinct step::text from ws_main.backup_copy")).containsExactly("3");
    }
  }

  /** Names tell seconds: within the same one it is refused. */
  private void tryAgain() {
    try {
      int unused = new BackupCommand(places).run(server, List.of());
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("is there already");
    }
  }

  @Test
  void aSandboxAndFilesOfOnesOwnAreNotCopied() throws SQLException {
    try (LocalStore running = new LocalStore()) {
      settings.putAll(running.settings());
      Path own = HOME.resolve("own.backup");
      assertThat(new BackupCommand(places).run(server, List.of(own.toString()))).isZero();
      sql("insert into ws_main.sandbox (marked_at, latest) values (now(), now())");
      assertThat(new BackupCommand(places).run(server, List.of())).isZero();
      BackupStore there = new S3BackupStore(running.settings(Map.of())).within("main");
      assertThat(there.list()).isEmpty();
    }
  }
}
