package dev.dougong.engine.backup.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.backup.RestorePart;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.DatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Backups over connections of its own: at most two at a time for each call. Thread-safe. */
public final class JdbcBackups implements Backups {

  /** Keys of encrypted fields, secrets of connectors. */
  private static final Set<String> SEALED = Set.of("field_key", "secret");

  private static final String WRITE = "write";
  private static final String RESTORE = "restore";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final DataSource source;
  private final Workspace workspace;
  private final Workspace made;
  private final List<RestorePart> parts;
  private final InstantSource clock;
  private final ObjectMapper json =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * Of a workspace.
   *
   * @param source connections that take part in no transaction of the caller
   * @param parts what the modules say of their tables
   */
  public JdbcBackups(
      DataSource source, Workspace workspace, List<RestorePart> parts, InstantSource clock) {
    this.source = source;
    this.workspace = workspace;
    this.made = new Workspace(workspace.key(), SqlName.of(workspace.schema().text() + "_restored"));
    this.parts = List.copyOf(parts);
    this.clock = clock;
  }

  /** Work that reaches the database and the disk. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException, IOException;
  }

  private static <T> T work(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a workspace, over connections of its own.
   *
   * @param url of PostgreSQL, {@code jdbc:postgresql://…}
   */
  public static JdbcBackups connecting(
      String url, String user, String password, Workspace workspace, InstantSource clock) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("dougong-backup");
    source.setTcpKeepAlive(true);
    return new JdbcBackups(source, workspace, partsOnClassPath(), clock);
  }

  /** What all modules say of their tables. */
  public static List<RestorePart> partsOnClassPath() {
    List<RestorePart> parts = new ArrayList<>();
    ServiceLoader.load(RestorePart.class, RestorePart.class.getClassLoader()).forEach(parts::add);
    return parts;
  }

  @Override
  public BackupManifest write(OutputStream to, BackupProgress progress) {
    Set<String> leftOut = new HashSet<>();
    parts.forEach(part -> leftOut.addAll(part.leftOut()));
    return work(
        () ->
            alone(
                WRITE,
                () ->
                    new Export(source, workspace, leftOut, json)
                        .write(to, clock.instant().truncatedTo(ChronoUnit.MILLIS), progress)));
  }

  @Override
  public BackupManifest verify(InputStream from, BackupProgress progress) {
    return work(() -> new Parts(json).read(from, progress, (table, rows) -> {}));
  }

  @Override
  public BackupManifest prove(BackupSource backup, BackupProgress progress) {
    return work(
        () ->
            alone(
                RESTORE,
                () -> {
                  BackupManifest manifest = build(backup, progress);
                  discard();
                  return manifest;
                }));
  }

  @Override
  public Restored restore(BackupSource backup, BackupProgress progress) {
    return work(
        () ->
            alone(
                RESTORE,
                () -> {
                  try (Connection connection = source.getConnection()) {
                    Sessions.transaction(
                        connection,
                        false,
                        () -> {
                          if (new Catalog(connection, workspace.schema()).isThere()) {
                            new Bystanders(workspace).refuse(connection);
                          } else {
                            // from now on no start takes this for an empty database
                            Sessions.run(
                                connection, "create schema if not exists " + made.schema().text());
                          }
                          return true;
                        });
                  }
                  boolean isDone = false;
                  try {
                    BackupManifest manifest = build(backup, progress);
                    Restored restored = new Restored(manifest, switchOver());
                    isDone = true;
                    return restored;
                  } finally {
                    if (!isDone) {
                      discard();
                    }
                  }
                }));
  }

  private String lock(String what) {
    return "hashtextextended('" + what + " " + made.schema().text() + "', 0)";
  }

  /** Keeps others, on whichever node, from doing the same. */
  private <T> T alone(String what, Work<T> work) throws SQLException, IOException {
    String lock = "(" + lock(what) + ")";
    try (Connection connection = source.getConnection()) {
      if (!Sessions.text(connection, "select pg_try_advisory_lock" + lock).equals("t")) {
        throw new ConflictException(Problem.of("backup.busy"));
      }
      try {
        return work.run();
      } finally {
        Sessions.run(connection, "select pg_advisory_unlock" + lock);
      }
    }
  }

  /** Makes the schema beside the workspace, of a backup that is proven whole first. */
  BackupManifest build(BackupSource backup, BackupProgress progress)
      throws SQLException, IOException {
    BackupManifest manifest;
    try (InputStream in = backup.open()) {
      manifest = verify(in, progress);
    }
    refuseSealedElsewhere(manifest);
    discard();
    boolean isDone = false;
    try {
      new Build(source, made, parts, new Parts(json), manifest, clock.instant())
          .run(backup, progress);
      isDone = true;
    } finally {
      if (!isDone) {
        discard();
      }
    }
    return manifest;
  }

  /** What is sealed names its workspace, so it would never open again in one of another key. */
  private void refuseSealedElsewhere(BackupManifest manifest) {
    boolean isSealed =
        manifest.tables().stream()
            .anyMatch(part -> SEALED.contains(part.table()) && part.rows() > 0);
    if (isSealed && !manifest.workspace().equals(workspace.key())) {
      throw new InputException(
          Problem.of("backup.otherWorkspace").with("value", manifest.workspace()));
    }
  }

  @Override
  public Set<String> keyIds() {
    return work(
        () -> {
          try (Connection connection = source.getConnection()) {
            return new Catalog(connection, workspace.schema()).values("key_id");
          }
        });
  }

  /** Drops the schema beside the workspace; nothing where there is none. */
  void discard() throws SQLException {
    try (Connection connection = source.getConnection()) {
      Sessions.run(connection, "drop schema if exists " + made.schema().text() + " cascade");
    }
  }

  /** Gives the schema the name of the workspace; tells what the old one is called now. */
  String switchOver() throws SQLException, IOException {
    try (Connection connection = source.getConnection()) {
      return Sessions.transaction(connection, false, () -> switchOver(connection));
    }
  }

  @Override
  public boolean isRestoreUnfinished() {
    return work(
        () -> {
          try (Connection connection = source.getConnection()) {
            return !new Catalog(connection, workspace.schema()).isThere()
                && new Catalog(connection, made.schema()).isThere();
          }
        });
  }

  @Override
  public boolean isBusy() {
    return work(
        () -> {
          try (Connection connection = source.getConnection()) {
            return !Sessions.text(
                    connection,
                    "select count(*) from pg_locks where locktype = 'advisory' and objsubid = 1"
                        + " and (classid::bigint << 32) + objid::bigint in ("
                        + lock(WRITE)
                        + ", "
                        + lock(RESTORE)
                        + ")")
                .equals("0");
          }
        });
  }

  @Override
  public boolean releaseSending() {
    return work(
        () -> {
          try (Connection connection = source.getConnection()) {
            return JdbcSendingHold.release(connection, workspace.schema(), clock.instant());
          }
        });
  }

  private String switchOver(Connection connection) throws SQLException {
    if (!new Catalog(connection, made.schema()).isThere()) {
      throw new ConflictException(Problem.of("backup.nothingBuilt"));
    }
    String kept = "";
    if (new Catalog(connection, workspace.schema()).isThere()) {
      new Bystanders(workspace).refuse(connection);
      kept = workspace.schema().text() + "_before_" + STAMP.format(clock.instant());
      rename(connection, workspace.schema().text(), SqlName.of(kept).text());
    }
    rename(connection, made.schema().text(), workspace.schema().text());
    if (!kept.isEmpty()) {
      noteErasures(connection, kept);
    }
    return kept;
  }

  /** Who was erased since the backup is erased again by the next start. */
  private void noteErasures(Connection connection, String kept) throws SQLException {
    String now = workspace.schema().text();
    for (String table : List.of("erasure", "erasure_due")) {
      if (!Sessions.text(
              connection, "select coalesce(to_regclass('" + kept + "." + table + "')::text, '')")
          .isEmpty()) {
        Sessions.run(
            connection,
            "insert into "
                + now
                + ".erasure_due select k.id, k.at, k.actor, k.entity, k.records from "
                + kept
                + "."
                + table
                + " k where not exists (select from "
                + now
                + ".erasure e where e.id = k.id) on conflict do nothing");
      }
    }
  }

  private static void rename(Connection connection, String from, String to) throws SQLException {
    Sessions.run(connection, "alter schema " + from + " rename to " + to);
  }
}
