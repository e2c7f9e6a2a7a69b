package dev.dougong.bench.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long reports take: asked for the first time beside SQL by hand, and asked again while sales
 * come in.
 */
final class ReportScenarios {

  private static final int SALES_A_SECOND = 50;
  private static final int LOOKS_A_SECOND = 10;
  private static final double MOST_MS_AGAIN = 10;
  private static final double MOST_MS_COCKPIT = 50;

  /** A live update reads fewer rows than this of two million. */
  private static final long MOST_ROWS = 5_000;

  private static final String COCKPIT = "/api/dashboards/cockpit/answers";

  private static final String BY_STORE = "{\"field\":\"store\"}";
  private static final String SUM =
      "{\"key\":\"sum\",\"aggregate\":\"sum\",\"expression\":\"amount\"}";
  private static final String COUNT = "{\"key\":\"count\",\"aggregate\":\"count\"}";
  private static final String BUYERS =
      "{\"key\":\"buyers\",\"aggregate\":\"countDistinct\",\"expression\":\"customer\"}";
  private static final String MONTH =
      "{\"key\":\"month\",\"label\":{\"zh\":\"月\"},\"field\":\"soldAt\",\"bucket\":\"month\"}";

  private final Servers servers;
  private final Target.Product product;
  private final Target baseline;
  private final People people;
  private final List<String> customers;
  private final int rounds;
  private final List<String> lines = new ArrayList<>();
  private boolean isMet = true;
  private int nextSale;
  private int nextRound = 1;

  /**
   * Over loaded servers.
   *
   * @param customers ids of customers of the product, who buy
   * @param nextSale first number of a sale that is not there
   */
  ReportScenarios(
      Servers servers,
      Target.Product product,
      Target baseline,
      People people,
      List<String> customers,
      int rounds,
      int nextSale) {
    this.servers = servers;
    this.product = product;
    this.baseline = baseline;
    this.people = people;
    this.customers = customers;
    this.rounds = rounds;
    this.nextSale = nextSale;
  }

  /** Questions that nobody asked before, beside the baseline. */
  List<Series> first() throws IOException {
    List<Series> all = new ArrayList<>();
    all.add(cold("all sales by store, new", query(BY_STORE, COUNT + "," + SUM, ""), "store"));
    all.add(cold("buyers by store, new", query(BY_STORE, BUYERS, ""), "buyers"));
    all.add(
        cold(
            "all sales by store and month with subtotals, new",
            query(
                BY_STORE + "," + MONTH,
                COUNT + "," + SUM,
                ",\"pivot\":{\"columns\":[\"month\"]},\"subtotals\":true,\"limit\":1000"),
            "pivot"));
    Series series = new Series("the whole cockpit, new", "ms", true, 1.3);
    for (int round = -1; round < rounds; round++) {
      forget();
      double ofProduct = once(product, "POST", COCKPIT, "{}");
      add(series, round, ofProduct, once(baseline, "GET", "/cockpit", null));
    }
    all.add(series);
    return all;
  }

  /** What is asked again: figures of the product alone, with their goals. */
  List<String> again() throws Exception {
    String byStore = query(BY_STORE, COUNT + "," + SUM, "");
    for (int i = 0; i < 3; i++) {
      once(product, "POST", "/api/query", byStore);
      once(product, "POST", COCKPIT, "{}");
    }
    say("the cockpit asked again", cockpitMedian(), MOST_MS_COCKPIT, "ms");
    List<Double> store = new ArrayList<>();
    List<Double> cockpit = new ArrayList<>();
    int sold = whileSalesComeIn(byStore, store, cockpit);
    lines.add(String.format(Locale.ROOT, "%d sales came in meanwhile", sold));
    say("all sales by store while sales come in", Series.median(store), MOST_MS_AGAIN, "ms");
    say("the cockpit while sales come in", Series.median(cockpit), MOST_MS_COCKPIT, "ms");
    long before = rowsRead();
    sell(1);
    once(product, "POST", COCKPIT, "{}");
    say("rows read by one new sale and the cockpit after it", rowsRead() - before, MOST_ROWS, "");
    return lines;
  }

  /** Whether all goals of {@link #again} were met. */
  boolean isMet() {
    return isMet;
  }

  private static String query(String dimensions, String measures, String more) {
    return "{\"entity\":\"sale\",\"dimensions\":["
        + dimensions
        + "],\"measures\":["
        + measures
        + "]"
        + more
        + "}";
  }

  private Series cold(String name, String query, String question) throws IOException {
    Series series = new Series(name, "ms", true, 1.3);
    for (int round = -1; round < rounds; round++) {
      forget();
      double ofProduct = once(product, "POST", "/api/query", query);
      add(series, round, ofProduct, once(baseline, "GET", "/reports/" + question, null));
    }
    return series;
  }

  private static void add(Series series, int round, double ofProduct, double ofBaseline) {
    if (round >= 0) {
      series.add(ofProduct, ofBaseline);
    }
  }

  /**
   * Kept answers go when a document is published; the rights and documents are compiled anew before
   * the question is asked.
   */
  private void forget() throws IOException {
    String report = "/api/meta/report/benchRound";
    String content =
        "{\"key\":\"benchRound\",\"label\":{\"zh\":\"第 %d 轮\"},\"entity\":\"sale\",\"measures\":[%s]}"
            .formatted(nextRound++, COUNT);
    String publish = "{\"items\":[{\"kind\":\"report\",\"key\":\"benchRound\"}]}";
    try (Wire wire = product.open()) {
      Load.check(product, wire.send("PUT", report, content, ""));
      Load.check(product, wire.send("POST", "/api/meta/publish", publish, ""));
      Load.check(product, wire.send("GET", "/api/dashboards/cockpit", null, ""));
      Load.check(product, wire.send("GET", "/api/data/sale?limit=1", null, ""));
    }
  }

  private static double once(
      Target target, String method, String path, @org.jspecify.annotations.Nullable String body)
      throws IOException {
    return Load.latency(target, 1, (wire, c, turn) -> wire.send(method, path, body, ""));
  }

  private double cockpitMedian() throws IOException {
    return Load.latency(product, 50, (wire, c, turn) -> wire.send("POST", COCKPIT, "{}", ""));
  }

  /** Sells at a steady pace for ten seconds and asks meanwhile; gives the number of sales. */
  private int whileSalesComeIn(String query, List<Double> store, List<Double> cockpit)
      throws Exception {
    ExecutorService till = Executors.newSingleThreadExecutor();
    try {
      int sales = SALES_A_SECOND * 10;
      Future<?> selling =
          till.submit(
              () -> {
                sell(sales);
                return null;
              });
      while (!selling.isDone()) {
        store.add(once(product, "POST", "/api/query", query));
        cockpit.add(once(product, "POST", COCKPIT, "{}"));
        TimeUnit.MILLISECONDS.sleep(1000 / LOOKS_A_SECOND);
      }
      selling.get();
      return sales;
    } finally {
      till.shutdownNow();
    }
  }

  private void sell(int sales) throws IOException, InterruptedException {
    List<String> products = Shop.soldProducts(product);
    long begin = System.nanoTime();
    try (Wire wire = product.open()) {
      for (int i = 0; i < sales; i++) {
        String customer = customers.get((int) (nextSale * 7919L % customers.size()));
        String body = people.sale(nextSale++, customer, products).toString();
        Load.check(product, wire.send("POST", "/api/data/sale", body, ""));
        long due = begin + (i + 1) * 1_000_000_000L / SALES_A_SECOND;
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      }
    }
  }

  /** Rows of tables that all statements so far have read, by scan or by index. */
  private long rowsRead() throws SQLException, InterruptedException {
    // Servers tell their counters when they are idle, once a second.
    TimeUnit.MILLISECONDS.sleep(2_500);
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) from"
                    + " pg_stat_user_tables where n_live_tup > 10000")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void say(String what, double figure, double goal, String unit) {
    boolean isGood = figure < goal;
    isMet &= isGood;
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %.1f %s (goal: under %.0f)%s",
            what,
            figure,
            unit,
            goal,
            isGood ? "" : " **missed**"));
  }
}
