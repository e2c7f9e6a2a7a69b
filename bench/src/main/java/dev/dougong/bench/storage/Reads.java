package dev.dougong.bench.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Reading one record, finding by a unique value, listing, summing. */
final class Reads {

  private static final int RECORDS = 10_000;
  private static final int LISTS = 40;
  private static final double SECONDS = 2;

  private final Database database;
  private final Clients clients;
  private final Figures figures;
  private final int rows;
  private final String lastVisit;
  private final UUID lastId;

  /**
   * Over loaded tables.
   *
   * @param clients connections that read at once
   * @param rows rows of each table
   */
  Reads(Database database, Clients clients, Figures figures, int rows) throws SQLException {
    this.database = database;
    this.clients = clients;
    this.figures = figures;
    this.rows = rows;
    List<String> cursor = cursor();
    this.lastVisit = cursor.get(0);
    this.lastId = UUID.fromString(cursor.get(1));
  }

  /** The row before page 200 of the largest city and source, or in the middle of a shorter list. */
  private List<String> cursor() throws SQLException {
    Layout layout = new Layout(Design.PROMOTED);
    String from =
        " from %s where deleted_at is null and %s = ? and %s = ?"
            .formatted(
                Design.PROMOTED.table(),
                layout.operand(WideEntity.CITY),
                layout.operand(WideEntity.SOURCE));
    String visit = layout.operand(WideEntity.LAST_VISIT);
    return database.row(
        "select "
            + visit
            + ", id"
            + from
            + " order by "
            + visit
            + " desc, id desc limit 1 offset (select least(10000, count(*) / 2)"
            + from
            + ")",
        (statement, turn) -> {
          for (int place = 1; place <= 3; place += 2) {
            statement.setString(place, WideRows.city(0));
            statement.setString(place + 1, WideRows.source(0));
          }
        });
  }

  /** Measures one design once; round -1 warms up and is not kept. */
  void measure(Design design, int round) throws SQLException, InterruptedException {
    Layout layout = new Layout(design);
    Clients.Binder byId =
        (statement, turn) -> statement.setObject(1, WideRows.id(number(turn, round)));
    Clients.Binder byPhone =
        (statement, turn) -> statement.setString(1, WideRows.phone(number(turn, round)));
    keep(
        "read a record, records/s",
        design,
        round,
        RECORDS / clients.run(RECORDS, layout.read(), byId));
    keep(
        "find by a unique value, records/s",
        design,
        round,
        RECORDS / clients.run(RECORDS, layout.lookup(), byPhone));
    List<String[]> pairs = pairs(round);
    Clients.Binder first =
        (statement, turn) -> {
          statement.setString(1, pairs.get(turn)[0]);
          statement.setString(2, pairs.get(turn)[1]);
        };
    keep(
        "list, two filters, sorted, ms",
        design,
        round,
        clients.mean(LISTS, SECONDS, layout.list(false), first));
    keep(
        "list of the largest city, page 1, ms",
        design,
        round,
        clients.mean(LISTS, SECONDS, layout.list(false), this::largest));
    keep(
        "list of the largest city, page 200, ms",
        design,
        round,
        clients.mean(LISTS, SECONDS, layout.list(true), this::deep));
    keep(
        "sum by store over all rows, ms",
        design,
        round,
        clients.mean(1, SECONDS, layout.sums(), (statement, turn) -> {}));
  }

  private void largest(java.sql.PreparedStatement statement, int turn) throws SQLException {
    statement.setString(1, WideRows.city(0));
    statement.setString(2, WideRows.source(0));
  }

  private void deep(java.sql.PreparedStatement statement, int turn) throws SQLException {
    largest(statement, turn);
    statement.setString(3, lastVisit);
    statement.setObject(4, lastId);
  }

  private static List<String[]> pairs(int round) {
    Random random = new Random(31L * round + 5);
    List<String[]> pairs = new ArrayList<>();
    for (int i = 0; i < LISTS; i++) {
      pairs.add(
          new String[] {
            WideRows.city(WideRows.rank(random, 300)), WideRows.source(WideRows.rank(random, 8))
          });
    }
    return pairs;
  }

  private int number(int turn, int round) {
    return (int) Math.floorMod(turn * 7_919_317L + (round + 1) * 104_729L, (long) rows);
  }

  private void keep(String name, Design design, int round, double figure) {
    if (round >= 0) {
      figures.add(name, design, figure);
    }
  }

  /** Plans of the list and the sum, for people to look at. */
  List<String> plans(Design design) throws SQLException {
    Layout layout = new Layout(design);
    List<String> lines = new ArrayList<>();
    explain(lines, design.label() + ": list, page 1", layout.list(false), this::largest);
    explain(lines, design.label() + ": list, page 200", layout.list(true), this::deep);
    explain(lines, design.label() + ": sum by store", layout.sums(), (statement, turn) -> {});
    explain(
        lines,
        design.label() + ": find by a unique value",
        layout.lookup(),
        (statement, turn) -> statement.setString(1, WideRows.phone(rows / 2)));
    return lines;
  }

  private void explain(List<String> lines, String title, String sql, Clients.Binder binder)
      throws SQLException {
    lines.add("");
    lines.add("## " + title);
    lines.add(sql);
    lines.addAll(database.plan(sql, binder));
  }
}
