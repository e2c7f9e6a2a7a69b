package dev.dougong.engine.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.ChangeCursor;
import dev.dougong.engine.record.Desk;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.internal.change.ChangeReader;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.EarlierTransactions;
import dev.dougong.engine.testkit.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionIdsTest {

  private static final String NOTE =
      """
      {"key":"note","label":{"zh":"便签"},"title":"text","fields":[
        {"key":"text","type":"text","label":{"zh":"内容"}}]}
      """;

  /** Ids that no transaction of this server will have for long. */
  private static final long AHEAD = 3_000_000_000_000L;

  private final Desk desk = Desk.of(NOTE);
  private final Workspace workspace = desk.metadata().workspace();
  private final ChangeReader log = new ChangeReader(desk.jdbc());

  private void run(String... statements) throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one.replace("{s}", workspace.schema().text()));
      }
    }
  }

  private List<ChangeCursor> changes(ChangeCursor after) {
    return log.read(workspace, after, 1_000).stream().map(one -> one.cursor()).toList();
  }

  private static List<Long> numbers(List<ChangeCursor> changes) {
    return changes.stream().map(ChangeCursor::seq).toList();
  }

  /** As on another server, where the ids of this one are of the future. */
  private void move(ChangeCursor place, String snapshot) throws SQLException {
    run(
        "create table {s}.place (xid xid8, seq bigint, snapshot pg_snapshot)",
        "insert into {s}.place values ('"
            + (place.transaction() + AHEAD)
            + "', "
            + place.seq()
            + ", '"
            + snapshot
            + "')",
        "update {s}.change set xid = (xid::text::bigint + " + AHEAD + ")::text::xid8");
  }

  private void renumber() throws SQLException, IOException {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      Map<String, Map<String, String>> tables =
          new Catalog(connection, workspace.schema()).tables();
      String oldest = TransactionIds.oldestPlace(connection, workspace.schema(), tables);
      run("update {s}.change set xid = " + TransactionIds.unlessRead("xid", oldest));
      TransactionIds.renumber(connection, workspace.schema(), tables);
    }
  }

  private ChangeCursor place() {
    return Objects.requireNonNull(
        desk.jdbc()
            .queryOne(
                Sql.of("select xid::text::bigint, seq from ")
                    .add(workspace.schema(), SqlName.of("place")),
                row -> new ChangeCursor(row.getLong(1), row.getLong(2))));
  }

  @Test
  void whatWasNotReadOrSeenIsNeitherOnAnotherServer() throws SQLException, IOException {
    for (int i = 0; i < 30; i++) {
      desk.create("note", "{'text':'" + i + "'}");
    }
    EarlierTransactions.awaitEnd(desk.jdbc());
    List<ChangeCursor> all = changes(new ChangeCursor(0, 0));
    assertThat(all).hasSize(30);
    // the snapshot does not see the 25th, which was running, nor the 29th and 30th
    long running = all.get(24).transaction() + AHEAD;
    long end = all.get(28).transaction() + AHEAD;
    move(all.get(19), running + ":" + end + ":" + running);
    assertThat(changes(new ChangeCursor(0, 0))).isEmpty();

    renumber();
    ChangeCursor place = place();
    assertThat(numbers(changes(place))).isEqualTo(numbers(all.subList(20, 30)));
    List<Long> visible =
        desk.jdbc()
            .query(
                Sql.of("select c.seq from ")
                    .add(workspace.schema(), SqlName.of("change"))
                    .add(" c, ")
                    .add(workspace.schema(), SqlName.of("place"))
                    .add(" p where pg_visible_in_snapshot(c.xid, p.snapshot) order by c.seq"),
                row -> row.getLong(1));
    List<Long> expected = new ArrayList<>(numbers(all));
    expected.removeAll(Set.of(all.get(24).seq(), all.get(28).seq(), all.get(29).seq()));
    assertThat(visible).isEqualTo(expected);

    EntityRecord next = desk.create("note", "{'text':'next'}");
    EarlierTransactions.awaitEnd(desk.jdbc());
    assertThat(log.read(workspace, place, 1_000))
        .last()
        .satisfies(one -> assertThat(one.record()).isEqualTo(next.id()));
  }

  @Test
  void whereNobodyReadsAllIsPassed() throws SQLException, IOException {
    desk.create("note", "{'text':'a'}");
    renumber();
    assertThat(changes(new ChangeCursor(0, 0))).hasSize(1).allMatch(one -> one.transaction() == 3);
  }
}
