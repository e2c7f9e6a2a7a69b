package dev.dougong.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Loads both servers and measures them in turn. Arguments: folder of the checkout, folder for data,
 * customers, sales, leads, rounds, seconds a round, and a folder that keeps the loaded data for
 * later runs, or nothing.
 */
public final class Bench {

  private final Servers servers;
  private final int customers;
  private final int sales;
  private final int leads;
  private final List<String> report = new ArrayList<>();

  /**
   * On servers.
   *
   * @param rows numbers of customers, sales and leads
   */
  private Bench(Servers servers, int[] rows) {
    this.servers = servers;
    this.customers = rows[0];
    this.sales = rows[1];
    this.leads = rows[2];
  }

  /**
   * Runs all and writes {@code results.md} into the data folder; ends with 1 where a goal is
   * missed.
   */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Path home = Path.of(args[1]);
    int[] rows = Stream.of(args).skip(2).limit(3).mapToInt(Integer::parseInt).toArray();
    int rounds = Integer.parseInt(args[5]);
    double seconds = Double.parseDouble(args[6]);
    boolean isMet =
        args.length < 8 || args[7].isEmpty()
            ? onEmpty(root, home, rows, rounds, seconds)
            : onKept(root, home, rows, rounds, seconds, Path.of(args[7]));
    System.exit(isMet ? 0 : 1);
  }

  private static boolean onEmpty(Path root, Path home, int[] rows, int rounds, double seconds)
      throws Exception {
    try (Servers servers = Servers.empty(root, home, Map.of())) {
      Bench bench = new Bench(servers, rows);
      return bench.measure(home, bench.load(), rounds, seconds);
    }
  }

  /** Loads into the folder where it has no data, and measures on a copy of them. */
  private static boolean onKept(
      Path root, Path home, int[] rows, int rounds, double seconds, Path folder) throws Exception {
    List<String> loads = List.of();
    if (!Loaded.isIn(folder)) {
      Servers.forget(folder);
      try (Servers servers = Servers.on(root, folder, UUID.randomUUID().toString())) {
        Bench bench = new Bench(servers, rows);
        Loaded loaded = bench.load();
        servers.stopProduct();
        loaded.write(folder);
        loads = bench.report;
      }
    }
    Loaded loaded = Loaded.read(folder, rows);
    Servers.copy(folder, home);
    try (Servers servers = Servers.on(root, home, loaded.password())) {
      Bench bench = new Bench(servers, rows);
      bench.report.addAll(loads);
      return bench.measure(home, loaded, rounds, seconds);
    }
  }

  /** Starts both servers on an empty database and loads them. */
  private Loaded load() throws Exception {
    Target.Product product = startProduct();
    Shop.removeAutomation(product);
    servers.startBaseline();
    Target.Baseline baseline = new Target.Baseline(Servers.BASELINE_PORT);
    List<String> stores = stores(product, baseline);
    People people = new People(stores);
    List<String> productIds = Collections.synchronizedList(new ArrayList<>(customers));
    loadAll(product, people, productIds);
    loadAll(baseline, people, null);
    settle();
    return new Loaded(
        servers.password(), People.today().toString(), customers, sales, leads, stores, productIds);
  }

  /** Measures both servers, which are started where they do not run, and writes the results. */
  private boolean measure(Path home, Loaded loaded, int rounds, double seconds) throws Exception {
    boolean isJustStarted = !servers.isProductRunning();
    Target.Product product =
        isJustStarted
            ? startProduct()
            : new Target.Product(Servers.PRODUCT_PORT, Shop.adminKey(servers));
    servers.startBaseline();
    Target.Baseline baseline = new Target.Baseline(Servers.BASELINE_PORT);
    People people = new People(loaded.stores());
    List<String> productIds = new ArrayList<>(loaded.customerIds());
    List<String> baselineIds = ids("select id::text from baseline.customer");
    shuffle(productIds);
    shuffle(baselineIds);
    List<List<String>> ids = List.of(productIds, baselineIds);
    Scenarios scenarios = new Scenarios(product, baseline, people, rounds, seconds, ids, customers);
    if (isJustStarted) {
      scenarios.warmUp();
    }
    boolean isMet = told(scenarios.all());
    settle();
    isMet &=
        reports(new ReportScenarios(servers, product, baseline, people, productIds, rounds, sales));
    isMet &= footprint(rounds);
    Files.write(home.resolve("results.md"), report);
    return isMet;
  }

  /** Puts figures into the report; gives whether all goals are met. */
  private boolean told(List<Series> all) {
    boolean isMet = true;
    report.add("| what | product | baseline | unit | ratio | goal | |");
    report.add("|---|---|---|---|---|---|---|");
    for (Series series : all) {
      report.add(series.row());
      isMet &= series.isMet();
    }
    return isMet;
  }

  /** Memory after all that was asked, and the time of a start. */
  private boolean footprint(int rounds) throws IOException, InterruptedException {
    double memory = servers.productMemory();
    say(
        String.format(
            Locale.ROOT, "resident memory after the load: %.0f MB (goal: under 450)", memory));
    double start = starts(rounds);
    return memory < 450 && start < 4;
  }

  /** Starts the product on the data that are there; gives the median of the seconds. */
  private double starts(int rounds) throws IOException, InterruptedException {
    servers.stopProduct();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      starts.add(servers.startProduct());
      servers.stopProduct();
    }
    Collections.sort(starts);
    double start = starts.get(starts.size() / 2);
    say(
        String.format(
            Locale.ROOT,
            "start on existing data: %.2f s (%.2f–%.2f) (goal: under 4)",
            start,
            starts.get(0),
            starts.get(starts.size() - 1)));
    return start;
  }

  private boolean reports(ReportScenarios reports) throws Exception {
    boolean isMet = true;
    for (Series series : reports.first()) {
      System.out.println(series.row());
      report.add(series.row());
      isMet &= series.isMet();
    }
    reports.again().forEach(this::say);
    return isMet && reports.isMet();
  }

  private Target.Product startProduct() throws IOException, InterruptedException {
    System.out.printf("start: %.1f s%n", servers.startProduct());
    return new Target.Product(Servers.PRODUCT_PORT, Shop.adminKey(servers));
  }

  private void say(String line) {
    System.out.println(line);
    report.add("");
    report.add(line);
  }

  private static List<String> stores(Target.Product product, Target.Baseline baseline)
      throws IOException {
    List<String> ids = new ArrayList<>();
    try (Wire wire = product.open();
        Wire other = baseline.open()) {
      for (int i = 1; i <= 20; i++) {
        String body = "{\"code\":\"B%03d\",\"name\":\"基准门店%d\",\"city\":\"深圳市\"}".formatted(i, i);
        Wire.Answer answer = wire.send("POST", "/api/data/store", body, "");
        Load.check(product, answer);
        String id = Target.id(answer);
        ids.add(id);
        Load.check(
            baseline,
            other.send(
                "POST", "/stores", "{\"id\":\"" + id + "\",\"name\":\"基准门店" + i + "\"}", ""));
      }
    }
    return ids;
  }

  private void loadAll(
      Target target, People people, @org.jspecify.annotations.Nullable List<String> ids)
      throws Exception {
    timed(
        target, "customers", customers, () -> Loader.customers(target, people, 0, customers, ids));
    List<String> known = ids == null ? ids("select id::text from baseline.customer") : ids;
    List<String> products = Shop.products(target);
    timed(
        target,
        "sales",
        sales,
        () ->
            Loader.load(
                target,
                "sale",
                0,
                sales,
                n -> people.sale(n, known.get((int) (n * 7919L % known.size())), products),
                null));
    timed(target, "leads", leads, () -> Loader.load(target, "lead", 0, leads, people::lead, null));
  }

  private interface Work {
    void run() throws Exception;
  }

  private void timed(Target target, String what, int rows, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    double taken = (System.nanoTime() - start) / 1e9;
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d %s loaded in %.0f s (%.0f a second)",
            target.name(),
            rows,
            what,
            taken,
            rows / taken));
  }

  private void settle() throws SQLException {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
    }
  }

  private List<String> ids(String query) throws SQLException {
    List<String> ids = new ArrayList<>(customers);
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static void shuffle(List<String> ids) {
    Collections.shuffle(ids, new Random(42));
  }
}
