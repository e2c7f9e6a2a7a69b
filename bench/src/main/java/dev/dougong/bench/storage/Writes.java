package dev.dougong.bench.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Loading, updates of one field, and a field that becomes filtered. */
final class Writes {

  private static final int CHUNK = 2_000;
  private static final int OTHER_UPDATES = 2_000;

  private final Database database;
  private final Clients clients;
  private final Figures figures;
  private final int rows;
  private final int rounds;
  private final Map<Design, List<Double>> sizes = new EnumMap<>(Design.class);

  Writes(Database database, Clients clients, Figures figures, int rows, int rounds) {
    this.database = database;
    this.clients = clients;
    this.figures = figures;
    this.rows = rows;
    this.rounds = rounds;
  }

  /** The tables with most of their rows and all indexes, without measuring. */
  void prepare() throws SQLException, IOException {
    for (Design design : Design.values()) {
      database.execute(new Layout(design).create());
    }
    for (int start = 0; start < loaded(0); start += CHUNK) {
      @Nullable String[][] chunk = chunk(start, Math.min(start + CHUNK, loaded(0)));
      for (Design design : Design.values()) {
        if (design.origin() == design) {
          copy(new Layout(design), start, chunk);
        }
      }
    }
    for (Design design : Design.values()) {
      String takeOver = new Layout(design).takeOver();
      if (!takeOver.isEmpty()) {
        database.execute(takeOver);
      }
    }
    for (Design design : Design.values()) {
      for (String sql : new Layout(design).indexes()) {
        database.execute(sql);
      }
    }
  }

  /** Rows that are there before a round of loading: the rounds load a tenth, the last rows. */
  private int loaded(int round) {
    int measured = rows / 10;
    return rows - measured + (int) ((long) measured * round / rounds);
  }

  private static @Nullable String[][] chunk(int from, int to) {
    @Nullable String[][] chunk = new String[to - from][];
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = WideRows.values(from + i);
    }
    return chunk;
  }

  /** Loads a share of the last rows into all designs in turn, with all indexes in place. */
  void load(int round) throws SQLException, IOException {
    int from = loaded(round);
    int to = loaded(round + 1);
    Map<Design, Double> seconds = new EnumMap<>(Design.class);
    int turn = round;
    for (int start = from; start < to; start += CHUNK) {
      @Nullable String[][] chunk = chunk(start, Math.min(start + CHUNK, to));
      for (Design design : StorageBench.inTurn(turn++)) {
        seconds.merge(design, copy(new Layout(design), start, chunk), Double::sum);
      }
    }
    seconds.forEach((design, taken) -> figures.add("load, rows/s", design, (to - from) / taken));
  }

  private double copy(Layout layout, int from, @Nullable String[][] chunk)
      throws SQLException, IOException {
    StringBuilder text = new StringBuilder(chunk.length * 5_000);
    for (int i = 0; i < chunk.length; i++) {
      layout.row(text, from + i, chunk[i]);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    long start = System.nanoTime();
    database
        .connection()
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(layout.copy(), new ByteArrayInputStream(bytes));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Keeps the sizes of a table for {@link #keepGrowth}, and reports them. */
  void keepSizes(Design design) throws SQLException {
    List<Double> now = database.sizes(design.table());
    sizes.put(design, now);
    figures.add("rows, MB", design, now.get(0));
    figures.add("values apart from rows (TOAST), MB", design, now.get(1));
    figures.add("indexes, MB", design, now.get(2));
    figures.add("all, MB", design, total(now));
  }

  /** Reports by how much a table grew since its sizes were kept, and how long vacuum takes. */
  void keepGrowth(Design design, String after) throws SQLException {
    double grown = total(database.sizes(design.table()));
    figures.add("growth after " + after + ", MB", design, grown - total(sizes.get(design)));
    figures.add("vacuum after it, s", design, database.timed("vacuum analyze " + design.table()));
  }

  private static double total(@Nullable List<Double> sizes) {
    if (sizes == null) {
      throw new IllegalStateException("no sizes were kept");
    }
    return sizes.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Number of updates of the counter in all rounds; each touches one of half as many records. */
  int counterUpdates() {
    return Math.min(200_000, rows * 2 / 5 * 5);
  }

  /** Adds one to the counter of many records, twice each. */
  void count(Design design, int round) throws SQLException, InterruptedException {
    Layout layout = new Layout(design);
    int records = counterUpdates() / rounds / 2;
    update(
        "a counter",
        design,
        records,
        layout.count(),
        (statement, turn) -> statement.setObject(1, WideRows.id(number(turn % records, round))));
  }

  /** Gives many records another stage, twice each. */
  void move(Design design, int round) throws SQLException, InterruptedException {
    Layout layout = new Layout(design);
    update(
        "an indexed stage",
        design,
        OTHER_UPDATES,
        layout.move(),
        (statement, turn) -> {
          int place = 1;
          while (place <= layout.stagesOfMove()) {
            statement.setString(place++, "stage" + round + turn / OTHER_UPDATES);
          }
          int record = turn % OTHER_UPDATES;
          statement.setObject(place, WideRows.id(number(record + 300_000, round)));
        });
  }

  /** Changes a field of the document in many records, twice each. */
  void chill(Design design, int round) throws SQLException, InterruptedException {
    update(
        "a cold field",
        design,
        OTHER_UPDATES,
        new Layout(design).chill(),
        (statement, turn) -> {
          statement.setString(1, "choice" + round + turn / OTHER_UPDATES);
          int record = turn % OTHER_UPDATES;
          statement.setObject(2, WideRows.id(number(record + 600_000, round)));
        });
  }

  /**
   * Updates the same records twice: the first pass writes whole pages to the log, because they are
   * touched for the first time after a checkpoint; the second does not.
   *
   * @param binder takes the turn of the first pass, and in the second that plus the records
   */
  private void update(String what, Design design, int records, String sql, Clients.Binder binder)
      throws SQLException, InterruptedException {
    database.execute("checkpoint");
    double before = database.logged();
    double first = clients.run(records, sql, binder);
    double between = database.logged();
    double second =
        clients.run(records, sql, (statement, turn) -> binder.bind(statement, turn + records));
    double after = database.logged();
    String update = "update of " + what;
    figures.add(update + ", updates/s", design, 2 * records / (first + second));
    figures.add(update + ", log after a checkpoint, bytes", design, (between - before) / records);
    figures.add(update + ", log later, bytes", design, (after - between) / records);
  }

  private int number(int turn, int round) {
    return (int) Math.floorMod(turn * 7_919_317L + (round + 1) * 1_299_709L, (long) rows);
  }

  /** Makes the room of a field that is to be filtered. */
  void addField(Design design) throws SQLException {
    for (String sql : new Layout(design).addField()) {
      database.execute(sql);
    }
  }

  /** Fills the field in some rows, as the product does: in batches of a transaction each. */
  void fill(Design design, int round) throws SQLException {
    if (!design.hasColumns()) {
      return;
    }
    int from = loaded(round) - loaded(0);
    int to = loaded(round + 1) - loaded(0);
    database.execute("checkpoint");
    double logged = database.logged();
    long start = System.nanoTime();
    try (PreparedStatement statement =
        database.connection().prepareStatement(new Layout(design).fill())) {
      for (int first = from; first < to; first += CHUNK) {
        statement.setObject(1, WideRows.id(first));
        statement.setObject(2, WideRows.id(Math.min(first + CHUNK, to) - 1));
        statement.executeUpdate();
      }
    }
    double taken = (System.nanoTime() - start) / 1e9;
    figures.add("new filter: fill, rows/s", design, (to - from) / taken);
    figures.add(
        "new filter: log of the fill, bytes/row",
        design,
        (database.logged() - logged) / (to - from));
  }

  /** Builds the index of a date again, while others may write. */
  void index(Design design) throws SQLException {
    WideField field = WideEntity.BIRTHDAY;
    database.execute("drop index " + design.table() + "_" + field.name());
    double taken = database.timed(new Layout(design).index(field, "concurrently"));
    figures.add("new filter: index of a date, s", design, taken);
  }
}
