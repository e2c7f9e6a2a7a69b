package dev.dougong.web.startup.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of our own in a folder of ours: data is kept, the server is reached by
 * loopback and password only, and one process at a time may own it. A server that a killed process
 * left behind is stopped first.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String VERSION = "18";
  private static final String NAME = "dougong";
  private static final String APPLICATION = "application";
  private static final String SUPERUSER = "superuser";
  private static final String WRONG_PASSWORD = "28P01";
  private static final int PORT_LINE = 3;

  private final Path home;
  private final Path data;
  private final Consumer<String> progress;
  private final Properties settings;
  private final FileChannel lockFile;
  private final Path programs;
  private final int port;

  private EmbeddedDatabase(Path home, Properties settings, Consumer<String> progress)
      throws IOException {
    this.home = home;
    this.data = home.resolve("database-" + VERSION);
    this.settings = settings;
    this.progress = progress;
    Files.createDirectories(home);
    this.lockFile = lock(home);
    if (!Files.isDirectory(home.resolve("postgresql-" + VERSION))) {
      progress.accept("解压 PostgreSQL / unpacking PostgreSQL");
    }
    this.programs = PostgresBinaries.in(home, VERSION);
    this.port = freePort();
  }

  /**
   * Starts the server; where the folder is empty it makes a new one first.
   *
   * @param home folder of all data
   * @param settings more settings of {@code postgresql.conf}
   * @param progress told what takes time, in both languages
   */
  public static EmbeddedDatabase start(Path home, Properties settings, Consumer<String> progress) {
    try {
      EmbeddedDatabase database =
          new EmbeddedDatabase(home.toAbsolutePath().normalize(), settings, progress);
      database.start();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where a server is reached.
   *
   * @param url {@code jdbc:postgresql://…}
   * @param user of the application
   */
  public record Address(String url, String user, String password) {}

  /** The server that another process keeps running in a folder; null where none does. */
  public static @Nullable Address running(Path home) {
    Path folder = home.toAbsolutePath().normalize();
    if (!Files.exists(folder.resolve("lock"))) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
      if (isFree(channel)) {
        return null;
      }
      // the fourth line is the port; it is there as soon as the server listens
      List<String> lines =
          Files.readAllLines(folder.resolve("database-" + VERSION).resolve("postmaster.pid"));
      String password = DatabaseSecrets.of(folder, APPLICATION);
      return new Address(url(Integer.parseInt(lines.get(PORT_LINE).strip())), NAME, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try (FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Where the application connects to. */
  public String url() {
    return url(port);
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  /** The application's own role, which is no superuser. */
  public String user() {
    return NAME;
  }

  /** Password of {@link #user}. */
  public String password() {
    return DatabaseSecrets.of(home, APPLICATION);
  }

  private void start() throws IOException {
    if (!Files.isDirectory(data)) {
      create();
    }
    stopLeftBehind();
    writeSettings();
    progress.accept("启动数据库 / starting the database");
    Path log = home.resolve("database.log");
    run("pg_ctl", "-D", data.toString(), "-l", log.toString(), "-w", "-t", "120", "start");
    try {
      openToApplication();
    } catch (SQLException | RuntimeException e) {
      close();
      throw new IllegalStateException("the database at " + data + " cannot be opened", e);
    }
  }

  private void create() throws IOException {
    progress.accept("新建数据库 / creating the database");
    Path unfinished = home.resolve("database-" + VERSION + ".unfinished");
    PostgresBinaries.delete(unfinished);
    Path password =
        Files.writeString(home.resolve("initdb.password"), DatabaseSecrets.of(home, SUPERUSER));
    try {
      run(
          "initdb",
          "-D",
          unfinished.toString(),
          "-U",
          "postgres",
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C",
          "--no-instructions");
    } finally {
      Files.delete(password);
    }
    Files.writeString(
        unfinished.resolve("postgresql.conf"),
        "\ninclude_if_exists = 'dougong.conf'\n",
        StandardOpenOption.APPEND);
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void stopLeftBehind() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    if (exitCode("pg_ctl", "-D", data.toString(), "status") == 0) {
      progress.accept("停止上次遗留的数据库 / stopping a database that was left behind");
      run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop");
    } else {
      Files.deleteIfExists(pidFile);
    }
  }

  private void writeSettings() throws IOException {
    Properties all = new Properties();
    all.setProperty("port", String.valueOf(port));
    all.setProperty("listen_addresses", "127.0.0.1");
    all.setProperty("unix_socket_directories", "");
    all.setProperty("password_encryption", "scram-sha-256");
    all.setProperty("shared_buffers", "160MB");
    all.setProperty("effective_cache_size", "1GB");
    all.setProperty("maintenance_work_mem", "128MB");
    all.setProperty("max_wal_size", "2GB");
    all.setProperty("checkpoint_timeout", "15min");
    all.setProperty("random_page_cost", "1.1");
    all.setProperty("jit", "off");
    all.setProperty("timezone", "UTC");
    all.setProperty("log_timezone", "UTC");
    all.setProperty("lc_messages", "C");
    all.setProperty("idle_in_transaction_session_timeout", "5min");
    all.putAll(settings);
    StringBuilder text = new StringBuilder("# written at every start\n");
    for (String name : all.stringPropertyNames().stream().sorted().toList()) {
      text.append(name).append(" = '").append(all.getProperty(name)).append("'\n");
    }
    Files.writeString(data.resolve("dougong.conf"), text);
  }

  /** Both roles get new passwords at every start, so that none stays. */
  private void openToApplication() throws SQLException {
    DatabaseSecrets secrets = new DatabaseSecrets(home);
    try (Connection connection = superuser(secrets);
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '" + secrets.next(SUPERUSER) + "'");
      secrets.accept(SUPERUSER);
      if (!exists(statement, "select 1 from pg_roles where rolname = 'dougong'")) {
        statement.execute("create role dougong login");
      }
      statement.execute("alter role dougong password '" + secrets.next(APPLICATION) + "'");
      secrets.accept(APPLICATION);
      if (!exists(statement, "select 1 from pg_database where datname = 'dougong'")) {
        statement.execute(
            "create database dougong owner dougong template template0 encoding 'UTF8'"
                + " locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'");
      }
    }
  }

  private Connection superuser(DatabaseSecrets secrets) throws SQLException {
    @Nullable SQLException refused = null;
    for (String password : secrets.candidates(SUPERUSER)) {
      try {
        Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
        secrets.opened(SUPERUSER, password);
        return connection;
      } catch (SQLException e) {
        if (!WRONG_PASSWORD.equals(e.getSQLState())) {
          throw e;
        }
        refused = e;
      }
    }
    throw new IllegalStateException("no password of the database is known in " + home, refused);
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /** Stops the server; committed data is safe in any case. */
  @Override
  public void close() {
    try {
      exitCode("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop");
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException(
          "数据目录正被另一个进程使用 / another process uses the data folder: " + home);
    }
    return channel;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void run(String program, String... arguments) throws IOException {
    Path output = home.resolve(program + ".log");
    int code = execute(output, program, arguments);
    if (code != 0) {
      throw new IOException(
          program + " ended with " + code + ":\n" + Files.readString(output) + tail());
    }
    Files.deleteIfExists(output);
  }

  private int exitCode(String program, String... arguments) throws IOException {
    Path output = home.resolve(program + ".log");
    int code = execute(output, program, arguments);
    Files.deleteIfExists(output);
    return code;
  }

  private String tail() throws IOException {
    Path log = home.resolve("database.log");
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private int execute(Path output, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name")) && !PostgresBinaries.isWindows()) {
      // PostgreSQL refuses root; in a user namespace of its own the same files belong to nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    // A file, not a pipe: the server inherits the output and would keep a pipe open for ever.
    Process process =
        builder
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(program + " did not end in 3 minutes");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
