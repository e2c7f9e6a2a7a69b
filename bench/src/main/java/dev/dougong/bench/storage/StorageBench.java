package dev.dougong.bench.storage;

import dev.dougong.bench.database.BenchDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Loads the same wide rows in every design and measures them in turn. Arguments: folder for data,
 * rows, rounds. Writes {@code storage.md} and {@code storage-plans.txt} into the folder.
 */
public final class StorageBench {

  private static final int CLIENTS = 8;

  private final Path home;
  private final Database database;
  private final Figures figures = new Figures();
  private final Writes writes;
  private final Clients clients;
  private final int rows;
  private final int rounds;

  private StorageBench(Path home, String url, int rows, int rounds) throws Exception {
    this.home = home;
    this.database = new Database(url);
    this.clients = new Clients(url, CLIENTS);
    this.rows = rows;
    this.rounds = rounds;
    this.writes = new Writes(database, clients, figures, rows, rounds);
  }

  /** Runs all. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    try (EmbeddedPostgres postgres = BenchDatabase.start(home, Map.of())) {
      String url = BenchDatabase.jdbcUrl(postgres);
      new StorageBench(home, url, Integer.parseInt(args[1]), Integer.parseInt(args[2])).run();
    }
    System.exit(0);
  }

  /** All designs, beginning with another one each turn. */
  static List<Design> inTurn(int turn) {
    List<Design> designs = new ArrayList<>(List.of(Design.values()));
    Collections.rotate(designs, -Math.floorMod(turn, designs.size()));
    return designs;
  }

  private interface Step {
    void run(Design design, int round) throws Exception;
  }

  private void inRounds(String what, int first, Step step) throws Exception {
    long start = System.nanoTime();
    for (int round = first; round < rounds; round++) {
      for (Design design : inTurn(round + rounds)) {
        step.run(design, round);
      }
    }
    System.out.printf("%s: %.0f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    writes.prepare();
    System.out.printf(
        "tables with most of their rows: %.0f s%n", (System.nanoTime() - start) / 1e9);
    start = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      writes.load(round);
    }
    System.out.printf("load: %.0f s%n", (System.nanoTime() - start) / 1e9);
    for (Design design : Design.values()) {
      database.execute("vacuum (analyze) " + design.table());
      writes.keepSizes(design);
    }
    database.execute("checkpoint");
    Reads reads = new Reads(database, clients, figures, rows);
    inRounds("reads", -1, reads::measure);
    List<String> plans = new ArrayList<>(documents());
    for (Design design : Design.values()) {
      plans.addAll(reads.plans(design));
    }
    Files.write(home.resolve("storage-plans.txt"), plans);
    inRounds("updates of a counter", 0, writes::count);
    String updates = "%,d updates of the counter".formatted(writes.counterUpdates());
    for (Design design : Design.values()) {
      writes.keepGrowth(design, updates);
    }
    inRounds("updates of a stage", 0, writes::move);
    inRounds("updates of a cold field", 0, writes::chill);
    for (Design design : Design.values()) {
      database.execute("vacuum " + design.table());
      writes.addField(design);
    }
    inRounds("fill of a field", 0, writes::fill);
    inRounds("index of a field", 0, (design, round) -> writes.index(design));
    report();
    for (Design design : Design.values()) {
      database.execute("drop table " + design.table());
    }
    clients.close();
    database.close();
  }

  private List<String> documents() throws Exception {
    List<String> sizes =
        database.row(
            "select min(n), round(avg(n)), max(n), round(avg(kept)) from (select"
                + " octet_length(data::text) n, pg_column_size(data) kept from "
                + Design.DOCUMENT.table()
                + " limit 20000) d",
            (statement, turn) -> {});
    return List.of("# documents, bytes: smallest, mean, largest, mean as kept", sizes.toString());
  }

  private void report() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("%,d rows, %d rounds".formatted(rows, rounds));
    lines.add("");
    lines.addAll(figures.table());
    Files.write(home.resolve("storage.md"), lines);
    lines.forEach(System.out::println);
  }
}
