package dev.dougong.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Loads the product and prints the plans of the statements that it really sends, as administrator
 * and as a clerk. Arguments: folder of the checkout, folder for data, customers, sales. Writes
 * {@code plans.txt} and {@code plans.md} into the folder for data.
 */
public final class Plans {

  /** Often enough for the driver to prepare a statement and PostgreSQL to choose a generic plan. */
  private static final int REPEATS = 20;

  private static final int STORES = 20;

  /** Number of the store whose clerk sends the requests. */
  private static final int CLERK = 3;

  private final Servers servers;
  private final PlanLog log;
  private final List<String> plans = new ArrayList<>();
  private final List<String> summary = new ArrayList<>();
  private int failures;

  private Plans(Servers servers, PlanLog log) {
    this.servers = servers;
    this.log = log;
  }

  /** Runs all; ends with 1 where a statement reads a large table that must not. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[1]);
    int failures;
    PlanLog.forget(home);
    try (Servers servers = Servers.empty(Path.of(args[0]), home, PlanLog.settings(home));
        PlanLog log = new PlanLog(home, servers.jdbcUrl())) {
      Plans plans = new Plans(servers, log);
      failures = plans.run(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      Files.write(home.resolve("plans.txt"), plans.plans);
      Files.write(home.resolve("plans.md"), plans.summary);
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private int run(int customers, int sales) throws Exception {
    servers.startProduct();
    Target.Product admin = new Target.Product(Servers.PRODUCT_PORT, Shop.adminKey(servers));
    Shop.removeAutomation(admin);
    List<Shop.Store> stores = Shop.staffedStores(admin, STORES);
    People people = new People(stores.stream().map(Shop.Store::id).toList());
    load(admin, people, stores, customers, sales);
    settle();
    log.begin();
    summary.add(
        "| who | request | runs, ms | statements | slowest, ms | pages | rows dropped | reads whole | |");
    summary.add("|---|---|---|---|---|---|---|---|---|");
    Set<String> big = log.bigTables();
    int first = customers;
    for (Target.Product caller :
        List.of(admin, new Target.Product(Servers.PRODUCT_PORT, stores.get(CLERK).clerkKey()))) {
      String who = caller == admin ? "admin" : "clerk";
      int from = first;
      for (PlanCase planCase :
          new PlanCases(caller, n -> at(stores, CLERK, people.customer(from + n)), REPEATS).all()) {
        look(who, caller, planCase, big);
      }
      first += 1_000;
    }
    plans.forEach(System.out::println);
    summary.forEach(System.out::println);
    System.out.println(failures + " requests read a large table as a whole and must not");
    return failures;
  }

  private static void load(
      Target.Product admin, People people, List<Shop.Store> stores, int customers, int sales)
      throws Exception {
    List<String> ids = Collections.synchronizedList(new ArrayList<>(customers));
    Loader.load(admin, "customer", 0, customers, n -> staffed(people, stores, n), ids);
    List<String> products = Shop.products(admin);
    Loader.load(
        admin,
        "sale",
        0,
        sales,
        n -> at(stores, n, people.sale(n, ids.get((int) (n * 7919L % ids.size())), products)),
        null);
  }

  /** A customer of the store that its values name, looked after by the clerk there. */
  private static ObjectNode staffed(People people, List<Shop.Store> stores, int number) {
    return at(stores, number, people.customer(number));
  }

  private static ObjectNode at(List<Shop.Store> stores, int number, ObjectNode values) {
    Shop.Store store = stores.get(number % stores.size());
    return values.put("orgUnit", store.orgUnit()).put("owner", store.clerk());
  }

  private void settle() throws Exception {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
    }
  }

  private void look(String who, Target.Product caller, PlanCase planCase, Set<String> big)
      throws Exception {
    log.take();
    List<Double> times = new ArrayList<>();
    try (Wire wire = caller.open()) {
      for (int turn = 0; turn < REPEATS; turn++) {
        long start = System.nanoTime();
        Load.check(caller, planCase.request().send(wire, 0, turn));
        times.add((System.nanoTime() - start) / 1e6);
      }
    }
    List<LoggedPlan> sent = ofRequest(log.take());
    plans.add("");
    plans.add("# " + who + ": " + planCase.name());
    Map<String, List<LoggedPlan>> shapes = new LinkedHashMap<>();
    sent.forEach(plan -> shapes.computeIfAbsent(plan.shape(), key -> new ArrayList<>()).add(plan));
    for (List<LoggedPlan> same : shapes.values()) {
      LoggedPlan slowest = slowest(same);
      plans.add("");
      plans.add("-- " + same.size() + " times, slowest " + slowest.milliseconds() + " ms");
      plans.add(slowest.statement());
      plans.addAll(slowest.plan().lines().toList());
    }
    summarise(who, planCase, times, sent, big);
  }

  /** Leaves out what the product's background work sent meanwhile. */
  private static List<LoggedPlan> ofRequest(List<LoggedPlan> all) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    all.forEach(plan -> counts.merge(plan.statement(), 1, Integer::sum));
    return all.stream()
        .filter(plan -> counts.getOrDefault(plan.statement(), 0) >= REPEATS / 4)
        .toList();
  }

  private static LoggedPlan slowest(List<LoggedPlan> plans) {
    return Collections.max(plans, java.util.Comparator.comparingDouble(LoggedPlan::milliseconds));
  }

  private void summarise(
      String who, PlanCase planCase, List<Double> times, List<LoggedPlan> sent, Set<String> big) {
    Collections.sort(times);
    Set<String> scanned = new java.util.TreeSet<>();
    long pages = 0;
    long removed = 0;
    for (LoggedPlan plan : sent) {
      scanned.addAll(plan.scanned());
      pages = Math.max(pages, plan.pages());
      removed = Math.max(removed, plan.removed());
    }
    scanned.retainAll(big);
    boolean isBad = planCase.needsIndex() && !scanned.isEmpty();
    failures += isBad ? 1 : 0;
    summary.add(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.1f (%.1f–%.1f) | %d | %.1f | %d | %d | %s | %s |",
            who,
            planCase.name(),
            times.get(times.size() / 2),
            times.get(0),
            times.get(times.size() - 1),
            Math.round((double) sent.size() / REPEATS),
            sent.isEmpty() ? 0.0 : slowest(sent).milliseconds(),
            pages,
            removed,
            String.join(", ", scanned),
            isBad ? "**no index**" : planCase.needsIndex() ? "ok" : "allowed"));
  }
}
