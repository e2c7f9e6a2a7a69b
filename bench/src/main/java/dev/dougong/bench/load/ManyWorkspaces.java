package dev.dougong.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes many workspaces on one node and prints what they cost: making one, disk, start, memory,
 * publishing, reading, and standing open unused. Arguments: folder of the checkout, folder for
 * data, workspaces, how many of them with the phone-store app, how many open at once. Writes {@code
 * workspaces.md} into the folder for data.
 */
public final class ManyWorkspaces {

  private static final String APP = "phone-store-crm";
  private static final int REPEATS = 20;
  private static final int STARTS = 3;
  private static final int IDLE_SECONDS = 60;

  private final Servers servers;
  private final int all;
  private final int apps;
  private final int open;
  private final String password = UUID.randomUUID().toString();
  private final List<String> report = new ArrayList<>();

  private ManyWorkspaces(Servers servers, int all, int apps, int open) {
    this.servers = servers;
    this.all = all;
    this.apps = apps;
    this.open = open;
  }

  /** Makes them and prints a table. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[1]);
    Map<String, String> settings = Map.of("max_locks_per_transaction", "256");
    try (Servers servers = Servers.empty(Path.of(args[0]), home, settings)) {
      ManyWorkspaces many =
          new ManyWorkspaces(
              servers,
              Integer.parseInt(args[2]),
              Integer.parseInt(args[3]),
              Integer.parseInt(args[4]));
      many.run();
      Files.write(home.resolve("workspaces.md"), many.report);
    }
  }

  private void run() throws Exception {
    report.add("| what | one workspace | " + all + " |");
    report.add("|---|---|---|");
    servers.startProduct();
    long emptyDisk = disk();
    List<Double> few = figures();
    make();
    double diskEach = (disk() - emptyDisk) / 1e6 / all;
    List<Double> many = figures();
    String[] names = {
      "start, s", "resident when ready, MB", "publish a change in `main`, ms", "read a record, ms"
    };
    for (int i = 0; i < names.length; i++) {
      say("| %s | %.2f | %.2f |", names[i], few.get(i), many.get(i));
    }
    say("| disk of a workspace, MB | | %.1f |", diskEach);
    openMany();
  }

  /** Start, memory, publishing and reading of {@code main}, as medians. */
  private List<Double> figures() throws Exception {
    servers.stopProduct();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      servers.stopProduct();
      starts.add(servers.startProduct());
    }
    double memory = servers.productMemory();
    Target.Product main = main();
    return List.of(Series.median(starts), memory, publishing(main), reading(main));
  }

  private Target.Product main() throws IOException {
    return new Target.Product(Servers.PRODUCT_PORT, Shop.adminKey(servers));
  }

  private static double reading(Target target) throws IOException {
    String list = "/api/data/customer?limit=1";
    return Load.latency(target, REPEATS * 10, (wire, c, turn) -> wire.send("GET", list, null, ""));
  }

  /** Adds a field to an entity again and again. */
  private static double publishing(Target target) throws IOException {
    List<Double> figures = new ArrayList<>();
    StringBuilder fields = new StringBuilder(field("name"));
    try (Wire wire = target.open()) {
      for (int i = 0; i < REPEATS; i++) {
        String entity = "/api/meta/entity/scaleItem";
        fields.append(',').append(field("extra" + i));
        String content =
            "{\"key\":\"scaleItem\",\"label\":{\"zh\":\"项\"},\"title\":\"name\",\"fields\":[%s]}"
                .formatted(fields);
        String publish = "{\"items\":[{\"kind\":\"entity\",\"key\":\"scaleItem\"}]}";
        Load.check(target, wire.send("PUT", entity, content, ""));
        long start = System.nanoTime();
        Load.check(target, wire.send("POST", "/api/meta/publish", publish, ""));
        figures.add((System.nanoTime() - start) / 1e6);
      }
    }
    return Series.median(figures);
  }

  private static String field(String key) {
    return "{\"key\":\"%s\",\"type\":\"text\",\"label\":{\"zh\":\"栏\"}}".formatted(key);
  }

  private void make() throws Exception {
    List<Double> withApp = new ArrayList<>();
    List<Double> empty = new ArrayList<>();
    Target.Product main = main();
    try (Wire wire = main.open()) {
      for (int i = 0; i < all; i++) {
        boolean hasApp = i < apps;
        long start = System.nanoTime();
        Load.check(main, wire.send("POST", "/api/workspaces", wanted(i, hasApp), ""));
        (hasApp ? withApp : empty).add((System.nanoTime() - start) / 1e9);
        if ((i + 1) % 100 == 0) {
          System.out.printf(
              "%d made, the last took %.1f s%n", i + 1, (System.nanoTime() - start) / 1e9);
        }
      }
    }
    if (!withApp.isEmpty()) {
      say("| making one with the app, s | %.1f | |", Series.median(withApp));
    }
    if (!empty.isEmpty()) {
      int tenth = Math.max(1, empty.size() / 10);
      say(
          "| making an empty one, s (the first and the last tenth) | %.1f | %.1f |",
          Series.median(empty.subList(0, tenth)),
          Series.median(empty.subList(empty.size() - tenth, empty.size())));
    }
  }

  private String wanted(int number, boolean hasApp) {
    return "{\"key\":\"%s\",\"label\":\"%s\",\"adminPassword\":\"%s\"%s}"
        .formatted(
            key(number), key(number), password, hasApp ? ",\"template\":\"" + APP + "\"" : "");
  }

  private static String key(int number) {
    return "shop" + number;
  }

  /** Opens some, those with the app first, and looks at what they cost while nobody uses them. */
  private void openMany() throws Exception {
    List<Double> first = new ArrayList<>();
    for (int i = 0; i < open; i++) {
      long start = System.nanoTime();
      try (Wire wire = new Wire(Servers.PRODUCT_PORT, "X-Dougong: 1\r\n")) {
        String body =
            "{\"username\":\"admin\",\"password\":\"%s\",\"workspace\":\"%s\"}"
                .formatted(password, key(i));
        Wire.Answer answer = wire.send("POST", "/api/login", body, "");
        if (answer.status() / 100 != 2) {
          throw new IOException("sign-in answered " + answer.status() + ": " + answer.text());
        }
        String cookie = "Cookie: " + answer.cookie() + "\r\n";
        if (wire.send("GET", "/api/me", null, cookie).status() != 200) {
          throw new IOException("not signed in to " + key(i));
        }
      }
      first.add((System.nanoTime() - start) / 1e6);
    }
    say("| sign-in to one that is closed, ms | | %.0f |", Series.median(first));
    say("| resident with %.0f open, MB | | %.0f |", (double) open, servers.productMemory());
    double before = servers.productSeconds();
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    double share = (servers.productSeconds() - before) / IDLE_SECONDS * 100;
    say("| processor with %.0f open and unused, %% of a core | | %.1f |", (double) open, share);
    say("| read a record then, ms | | %.2f |", reading(main()));
  }

  private void say(String line, Object... values) {
    String text = String.format(Locale.ROOT, line, values);
    System.out.println(text);
    report.add(text);
  }

  private long disk() throws SQLException {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
      try (ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
