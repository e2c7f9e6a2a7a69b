package dev.dougong.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What is measured; each method measures both servers in turn, several rounds. */
final class Scenarios {

  private static final int WARM_UPS = 3;
  private static final int ROUNDS_AFTER_START = 4;

  private final Target product;
  private final Target baseline;
  private final People people;
  private final int rounds;
  private final double seconds;
  private final List<List<String>> ids;
  private final AtomicInteger next;
  private int updates;

  /**
   * Over loaded servers.
   *
   * @param ids ids of customers in the product and in the baseline
   * @param next first customer number that neither has
   */
  Scenarios(
      Target product,
      Target baseline,
      People people,
      int rounds,
      double seconds,
      List<List<String>> ids,
      int next) {
    this.product = product;
    this.baseline = baseline;
    this.people = people;
    this.rounds = rounds;
    this.seconds = seconds;
    this.ids = ids;
    this.next = new AtomicInteger(next);
  }

  /**
   * Reads, lists and creates at both servers for a while: what one that was just started has to
   * compile, one that has just been loaded has compiled.
   */
  void warmUp() throws Exception {
    for (int round = 0; round < ROUNDS_AFTER_START; round++) {
      for (Target target : List.of(product, baseline)) {
        reads(target, round);
        lists(target, round);
        creates(target);
      }
    }
  }

  /** All in order. */
  List<Series> all() throws Exception {
    List<Series> result = new ArrayList<>();
    add(result, read());
    add(result, create());
    add(result, update());
    add(result, list());
    add(result, deepPage());
    add(result, search("two characters of a name", "伟明"));
    add(result, search("four digits", "5678"));
    add(result, byStore());
    add(result, bulk());
    return result;
  }

  private static void add(List<Series> all, Series series) {
    System.out.println(series.row());
    all.add(series);
  }

  private interface Figure {
    double of(Target target, int round) throws Exception;
  }

  private Series paired(Series series, Figure figure) throws Exception {
    warmUp(product, figure);
    warmUp(baseline, figure);
    for (int round = 0; round < rounds; round++) {
      double ofProduct = figure.of(product, round);
      series.add(ofProduct, figure.of(baseline, round));
    }
    return series;
  }

  /** Lets a server compile what the figure needs, as one that has run for a while. */
  private static void warmUp(Target target, Figure figure) throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      figure.of(target, -1);
    }
  }

  private List<String> ids(Target target) {
    return ids.get(target == product ? 0 : 1);
  }

  private Series read() throws Exception {
    return paired(new Series("read by id", "requests/s", false, 0.6), this::reads);
  }

  private double reads(Target target, int round) throws Exception {
    List<String> known = ids(target);
    return Load.throughput(
        target,
        seconds,
        (wire, connection, turn) -> {
          int at = Math.floorMod(turn * 7919 + connection * 104_729 + round, known.size());
          return wire.send("GET", target.customers() + "/" + known.get(at), null, "");
        });
  }

  private Series create() throws Exception {
    return paired(
        new Series("create", "requests/s", false, 0.5), (target, round) -> creates(target));
  }

  private double creates(Target target) throws Exception {
    return Load.throughput(
        target,
        seconds,
        (wire, connection, turn) ->
            wire.send(
                "POST",
                target.customers(),
                people.customer(next.getAndIncrement()).toString(),
                ""));
  }

  private Series update() throws Exception {
    return paired(
        new Series("update", "requests/s", false, 0.5),
        (target, round) -> {
          List<String> known = ids(target);
          long[][] versions = new long[Load.CONNECTIONS][200];
          try (Wire wire = target.open()) {
            for (int c = 0; c < Load.CONNECTIONS; c++) {
              for (int i = 0; i < 200; i++) {
                Wire.Answer answer =
                    wire.send("GET", target.customers() + "/" + known.get(c * 200 + i), null, "");
                versions[c][i] = Target.MAPPER.readTree(answer.body()).path("version").longValue();
              }
            }
          }
          int budget = ++updates * 100_000;
          return Load.throughput(
              target,
              seconds,
              (wire, connection, turn) -> {
                int i = turn % 200;
                String match = "If-Match: \"" + versions[connection][i]++ + "\"\r\n";
                String body =
                    "{\"lastVisit\":\"2026-0"
                        + (1 + turn % 9)
                        + "-1"
                        + (turn / 9 % 10)
                        + "\",\"budgetMax\":"
                        + (budget + turn)
                        + "}";
                String id = known.get(connection * 200 + i);
                return wire.send("PATCH", target.customers() + "/" + id, body, match);
              });
        });
  }

  private Series list() throws Exception {
    return paired(new Series("list, two filters, sorted", "requests/s", false, 0.6), this::lists);
  }

  private double lists(Target target, int round) throws Exception {
    return Load.throughput(
        target,
        seconds,
        (wire, connection, turn) -> {
          String city = People.cities().get((turn + connection) % 10);
          String source = People.sources().get((turn + round + 1) % 5);
          return wire.send("GET", target.list(city, source, null), null, "");
        });
  }

  /** The product's two hundredth page against its own first. */
  private Series deepPage() throws Exception {
    String city = People.cities().get(3);
    String source = People.sources().get(2);
    String after = null;
    try (Wire wire = product.open()) {
      for (int page = 0; page < 200; page++) {
        Wire.Answer answer = wire.send("GET", product.list(city, source, after), null, "");
        Load.check(product, answer);
        @Nullable String next = Target.MAPPER.readTree(answer.body()).path("next").textValue();
        if (next == null) {
          break;
        }
        after = next;
      }
    }
    String deep = after;
    Series series = new Series("page 200 against page 1 (product)", "ms", true, 1.2);
    for (int round = -WARM_UPS; round < rounds; round++) {
      double far =
          Load.latency(
              product, 100, (w, c, t) -> w.send("GET", product.list(city, source, deep), null, ""));
      double first =
          Load.latency(
              product, 100, (w, c, t) -> w.send("GET", product.list(city, source, null), null, ""));
      if (round >= 0) {
        series.add(far, first);
      }
    }
    return series;
  }

  private Series search(String what, String q) throws Exception {
    return paired(
        new Series("quick search, " + what, "ms", true, 2.0),
        (target, round) ->
            Load.latency(target, 20, (w, c, t) -> w.send("GET", target.search(q), null, "")));
  }

  private Series byStore() throws Exception {
    return paired(
        new Series("sum of all sales by store", "ms", true, 1.3),
        (target, round) -> Load.latency(target, 3, (w, c, t) -> target.byStore(w)));
  }

  private Series bulk() throws Exception {
    Random random = new Random(7);
    return paired(
        new Series("bulk load of customers", "rows/s", false, 0.4),
        (target, round) -> {
          int rows = 20_000;
          int from = next.getAndAdd(rows + random.nextInt(3));
          long start = System.nanoTime();
          Loader.customers(target, people, from, rows, null);
          return rows / ((System.nanoTime() - start) / 1e9);
        });
  }
}
