package dev.dougong.web.story;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packaged application with the phone-store template and its demo data, started once for all
 * stories. {@code -Dstory.address=http://localhost:8080} takes one that runs already.
 */
public final class RunningShop implements AutoCloseable {

  /** Password of every demo account. */
  public static final String PASSWORD =
      System.getProperty("story.password", "twenty shops tell stories");

  private static final String GIVEN = System.getProperty("story.address", "");

  /** On a shop that runs already the numbers of the last telling are taken. */
  private static final long TELLING = GIVEN.isBlank() ? 0 : System.currentTimeMillis() / 1000;

  private static final int LAST_DIGITS = 10_000;
  private static final Path HOME = Fork.file("home");
  static final Path PACKAGED = Path.of("target", "quarkus-app");
  private static final Path START = Path.of("..", ".ci", "start");
  private static final Path TRAINING = Path.of("target", "training.lock");
  private static final int START_MINUTES = 6;
  private static final int OPEN_SECONDS = 20;

  /** The machine that nobody has: what leans on a zone, language or charset shows. */
  private static final List<String> ODD_MACHINE =
      List.of(
          "-Duser.timezone=Pacific/Chatham",
          "-Duser.language=tr",
          "-Duser.country=TR",
          "-Dfile.encoding=US-ASCII",
          // it lives for minutes: the compiler that pays off later would take what browsers need
          "-XX:TieredStopAtLevel=1");

  private final String address;
  private final @Nullable EmbeddedDatabase database;
  private final @Nullable Process process;

  private RunningShop(
      String address, @Nullable EmbeddedDatabase database, @Nullable Process process) {
    this.address = address;
    this.database = database;
    this.process = process;
  }

  static RunningShop start() {
    if (!GIVEN.isBlank()) {
      return new RunningShop(GIVEN, null, null);
    }
    if (!Files.isDirectory(PACKAGED)) {
      throw new IllegalStateException(
          PACKAGED + " is missing; the stories run in the phase \"verify\" of Maven");
    }
    EmbeddedDatabase database = TestDatabase.copy(DemoHome.made(), HOME);
    try {
      return launched(database, database, HOME, Fork.file("server.log"), demo());
    } catch (IOException e) {
      database.close();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One on a database that stays when it is closed.
   *
   * @param settings of the environment, besides those of the database
   */
  public static RunningShop on(
      EmbeddedDatabase database, Path home, Path log, Map<String, String> settings) {
    try {
      return launched(database, null, home, log, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the archive of the classes where there is none yet, for those who start several at once.
   *
   * @param home deleted afterwards
   */
  public static void train(Path home) {
    if (hasArchive()) {
      return;
    }
    try (EmbeddedDatabase database = TestDatabase.fresh(home)) {
      Path log = home.resolveSibling(home.getFileName() + "-training.log");
      on(database, home, log, Map.of("DOUGONG_DEMO_TEMPLATE", "none")).close();
    }
  }

  private static boolean hasArchive() {
    try (Stream<Path> files = Files.list(PACKAGED)) {
      return files.anyMatch(file -> file.toString().endsWith(".jsa"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; where there is no archive of the classes yet, one JVM makes it and others wait. */
  private static Process start(ProcessBuilder builder) throws IOException {
    if (hasArchive()) {
      return builder.start();
    }
    try (FileChannel file = FileChannel.open(TRAINING, CREATE, WRITE);
        FileLock unused = file.lock()) {
      Process process = builder.start();
      while (process.isAlive() && !hasArchive()) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      return process;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What makes it a shop with demo data. */
  static Map<String, String> demo() {
    return Map.of("DOUGONG_DEMO", "true", "DOUGONG_DEMO_PASSWORD", PASSWORD);
  }

  /** Where it is reached. */
  public String address() {
    return address;
  }

  /** A mobile number that nobody has yet. */
  static String freePhone(String number) {
    int kept = number.length() - 4;
    long last = (Long.parseLong(number.substring(kept)) + TELLING) % LAST_DIGITS;
    return number.substring(0, kept) + String.format(Locale.ROOT, "%04d", last);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static RunningShop launched(
      EmbeddedDatabase database,
      @Nullable EmbeddedDatabase ends,
      Path home,
      Path log,
      Map<String, String> settings)
      throws IOException {
    String given = settings.get("PORT");
    int port = given == null ? freePort() : Integer.parseInt(given);
    Process process = launch(database, port, home, log, settings);
    return new RunningShop("http://localhost:" + port, ends, process);
  }

  private static Process launch(
      EmbeddedDatabase database, int port, Path home, Path log, Map<String, String> settings)
      throws IOException {
    ProcessBuilder builder = builder(database, home, settings);
    builder.environment().put("PORT", Integer.toString(port));
    Process process = start(builder);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process), "stop-shop"));
    awaitReady(process, log);
    awaitOpen(port);
    String encrypted = settings.get("DOUGONG_TLS_PORT");
    if (encrypted != null) {
      awaitOpen(Integer.parseInt(encrypted));
    }
    requireArchive(process);
    return process;
  }

  /** The program on a database, with what the environment says. */
  private static ProcessBuilder builder(
      EmbeddedDatabase database, Path home, Map<String, String> settings, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(START.toString(), PACKAGED.toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("DOUGONG_JAVA_OPTIONS", String.join(" ", ODD_MACHINE)),
                Map.entry("DOUGONG_HOME", home.toAbsolutePath().toString()),
                Map.entry("DOUGONG_OUTGOING_HOSTS", "127.0.0.1"),
                Map.entry("DOUGONG_DB_URL", database.url()),
                Map.entry("DOUGONG_DB_USER", database.user()),
                Map.entry("DOUGONG_DB_PASSWORD", database.password()),
                // Stories ask again and again until something is there, as nobody does.
                Map.entry("DOUGONG_CALLS_PER_MINUTE", "0"),
                Map.entry("DOUGONG_ADMIN_PASSWORD", PASSWORD)));
    builder.environment().putAll(settings);
    return builder;
  }

  /** Begins a command of the server beside or instead of the application. */
  static Process command(EmbeddedDatabase database, Path home, String... arguments)
      throws IOException {
    return builder(database, home, Map.of(), arguments).start();
  }

  /**
   * A command of the server that came to its end.
   *
   * @param code of the process
   * @param said all that it said
   */
  public record Ended(int code, String said) {}

  /** Runs a command of the server to its end. */
  static Ended run(EmbeddedDatabase database, Path home, String... arguments) {
    return run(database, home, Map.of(), arguments);
  }

  /** The same with settings of the environment. */
  public static Ended run(
      EmbeddedDatabase database, Path home, Map<String, String> settings, String... arguments) {
    try {
      Process process = builder(database, home, settings, arguments).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroyForcibly();
  }

  /** The classes come from the archive that {@code .ci/start} made; only Linux tells. */
  private static void requireArchive(Process process) throws IOException {
    Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
    if (Files.exists(maps)
        && Files.readString(maps).lines().noneMatch(line -> line.contains("/classes-"))) {
      kill(process);
      throw new IOException("the application runs without the archive of its classes");
    }
  }

  /** It says that it is ready a moment before its ports are open, each in its own time. */
  private static void awaitOpen(int port) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPEN_SECONDS);
    while (true) {
      try (Socket door = new Socket("localhost", port)) {
        if (door.isConnected()) {
          return;
        }
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Reads what the application says, to its log and for the word that it is ready. */
  private static void awaitReady(Process process, Path log) throws IOException {
    CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                  PrintWriter copy = new PrintWriter(log.toFile(), StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  copy.println(line);
                  copy.flush();
                  if (line.contains("/ ready: ")) {
                    ready.complete(null);
                  }
                }
                ready.completeExceptionally(new IOException("the application ended, see " + log));
              } catch (IOException e) {
                ready.completeExceptionally(e);
              }
            },
            "shop-log");
    reader.setDaemon(true);
    reader.start();
    try {
      ready.get(START_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the application did not start, see " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Ends it without a warning, as a power cut does. */
  void kill() {
    if (process != null) {
      kill(process);
      process.onExit().join();
    }
  }

  /** Memory of the program that is resident, in MB; as {@code ps} says. */
  long residentMegabytes() throws IOException {
    if (process == null) {
      throw new IllegalStateException("a shop that was given is nobody's to measure");
    }
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
    String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Long.parseLong(said.strip()) / 1024;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join().destroyForcibly();
    }
    if (database != null) {
      database.close();
    }
  }
}
