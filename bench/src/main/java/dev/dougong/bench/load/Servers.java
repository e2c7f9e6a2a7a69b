package dev.dougong.bench.load;

import dev.dougong.bench.database.BenchDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL with durable commits, and the two servers on it as processes of their own. */
final class Servers implements AutoCloseable {

  /** Port of the product. */
  static final int PRODUCT_PORT = 18_080;

  /** Port of the baseline. */
  static final int BASELINE_PORT = 18_081;

  private static final String PRODUCT = "product";

  private final Path root;
  private final Path home;
  private final EmbeddedPostgres postgres;
  private final String password;
  private @Nullable Process product;
  private @Nullable Process baseline;

  private Servers(Path root, Path home, EmbeddedPostgres postgres, String password) {
    this.root = root;
    this.home = home;
    this.postgres = postgres;
    this.password = password;
  }

  /**
   * Starts an empty database, which is gone when it is closed.
   *
   * @param root folder of the checkout
   * @param home folder for data and logs
   * @param settings more than every benchmark has
   */
  static Servers empty(Path root, Path home, Map<String, String> settings) throws IOException {
    EmbeddedPostgres postgres = BenchDatabase.start(home, settings);
    return new Servers(root, home, postgres, UUID.randomUUID().toString());
  }

  /**
   * Starts the database on the data of a folder, which stay when it is closed.
   *
   * @param password of the product's administrator on these data
   */
  static Servers on(Path root, Path home, String password) throws IOException {
    return new Servers(root, home, BenchDatabase.open(home), password);
  }

  /** Deletes what servers kept in a folder, and nothing else in it. */
  static void forget(Path home) throws IOException {
    for (String name : List.of(BenchDatabase.FOLDER, PRODUCT)) {
      Folders.delete(home.resolve(name));
    }
  }

  /** Copies what servers that are stopped keep in a folder over that of another. */
  static void copy(Path from, Path home) throws IOException {
    forget(home);
    for (String name : List.of(BenchDatabase.FOLDER, PRODUCT)) {
      Folders.copy(from.resolve(name), home.resolve(name));
    }
  }

  /** Address of the database. */
  String jdbcUrl() {
    return BenchDatabase.jdbcUrl(postgres);
  }

  /** Password of the product's administrator. */
  String password() {
    return password;
  }

  /** Starts the product and gives the seconds until it is ready. */
  double startProduct() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            root.resolve(".ci/start").toString(),
            root.resolve("web/target/quarkus-app").toString());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("PORT", String.valueOf(PRODUCT_PORT)),
                Map.entry("DOUGONG_HOME", home.resolve(PRODUCT).toString()),
                Map.entry("DOUGONG_DEMO", "false"),
                Map.entry("DOUGONG_ADMIN_PASSWORD", password),
                // one key sends more in a second than a person may in a minute
                Map.entry("DOUGONG_CALLS_PER_MINUTE", "0"),
                Map.entry("DOUGONG_DB_URL", jdbcUrl()),
                Map.entry("DOUGONG_DB_USER", "postgres"),
                Map.entry("DOUGONG_DB_PASSWORD", "postgres")));
    long start = System.nanoTime();
    product = start(builder, "product.log");
    await(PRODUCT_PORT, "/q/health/ready");
    return (System.nanoTime() - start) / 1e9;
  }

  /** Whether the product was started and not stopped. */
  boolean isProductRunning() {
    return product != null;
  }

  /** Stops the product as an administrator would. */
  void stopProduct() throws InterruptedException {
    if (product != null) {
      product.destroy();
      if (!product.waitFor(30, TimeUnit.SECONDS)) {
        product.destroyForcibly().waitFor();
      }
      product = null;
    }
  }

  /** Starts the baseline where it does not run. */
  void startBaseline() throws IOException, InterruptedException {
    if (baseline != null) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            java(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.dougong.bench.baseline.BaselineServer",
            jdbcUrl(),
            "postgres",
            "postgres",
            String.valueOf(BASELINE_PORT));
    baseline = start(builder, "baseline.log");
    await(BASELINE_PORT, "/customers/00000000-0000-7000-8000-000000000000");
  }

  /** Seconds of processor that the product has taken since it was started. */
  double productSeconds() {
    return running().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  /** Resident memory of the product in MB, as the operating system counts it. */
  double productMemory() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", running().pid() + "", "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS");
  }

  private Process running() {
    if (product == null) {
      throw new IllegalStateException("the product is not running");
    }
    return product;
  }

  private Process start(ProcessBuilder builder, String log) throws IOException {
    File file = home.resolve(log).toFile();
    return builder.redirectErrorStream(true).redirectOutput(file).start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void await(int port, String path) throws InterruptedException, IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (System.nanoTime() < end) {
      try (Wire wire = new Wire(port, "")) {
        int status = wire.send("GET", path, null, "").status();
        if (status == 200 || status == 404) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IOException("nothing answers on port " + port);
  }

  @Override
  public void close() throws IOException {
    try {
      stopProduct();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (baseline != null) {
      baseline.destroy();
    }
    postgres.close();
  }
}
