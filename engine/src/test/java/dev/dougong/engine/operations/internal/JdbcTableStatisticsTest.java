package dev.dougong.engine.operations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.operations.TableStatistics;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcTableStatisticsTest {

  private static final SqlName FILLED = SqlName.of("filled");

  private Jdbc jdbc;
  private Workspace workspace;
  private TableStatistics statistics;

  @BeforeEach
  void open() {
    jdbc = new Jdbc(TestDatabase.dataSource());
    workspace = TestDatabase.newWorkspace();
    statistics = new JdbcTableStatistics(new JdbcStatements(jdbc), workspace);
    // Nobody else may analyze it while the test looks.
    jdbc.update(
        new Sql()
            .add("create table ")
            .add(workspace.schema(), FILLED)
            .add(" (n bigint, filler text) with (autovacuum_enabled = false)"));
  }

  private void fill(int rows) {
    jdbc.update(
        new Sql()
            .add("insert into ")
            .add(workspace.schema(), FILLED)
            .add(" select n, repeat('x', 100) from generate_series(1, ")
            .number(rows)
            .add(") n"));
  }

  /** Rows that the planner counts, without the size of the file. */
  private long known() {
    return jdbc.query(
            new Sql()
                .add("select c.reltuples::bigint from pg_class c")
                .add(" join pg_namespace n on n.oid = c.relnamespace where n.nspname = ")
                .bind(SqlType.TEXT, workspace.schema().text())
                .add(" and c.relname = 'filled'"),
            row -> row.getLong(1))
        .get(0);
  }

  private long columns() {
    return jdbc.query(
            new Sql()
                .add("select count(*) from pg_stats where tablename = 'filled' and schemaname = ")
                .bind(SqlType.TEXT, workspace.schema().text()),
            row -> row.getLong(1))
        .get(0);
  }

  @Test
  void whatWasFilledAtOnceIsKnown() {
    fill(10_000);
    statistics.refresh();
    assertThat(known()).isEqualTo(10_000);
    assertThat(columns()).isEqualTo(2);
    assertThat(statistics.refresh()).isZero();
  }

  @Test
  void smallTablesAreLeftAlone() {
    fill(100);
    statistics.refresh();
    assertThat(columns()).isZero();
  }

  @Test
  void whatHasDoubledIsKnownAnew() {
    fill(10_000);
    statistics.refresh();
    fill(5_000);
    statistics.refresh();
    assertThat(known()).as("half as much again").isEqualTo(10_000);
    fill(6_000);
    statistics.refresh();
    assertThat(known()).isEqualTo(21_000);
  }

  @Test
  void anIndexMadeAfterwardsHidesNothing() {
    fill(10_000);
    jdbc.update(new Sql().add("create index on ").add(workspace.schema(), FILLED).add(" (n)"));
    statistics.refresh();
    assertThat(columns()).isEqualTo(2);
  }

  @Test
  void aTableInOtherHandsIsWaitedForByNobody() throws SQLException {
    fill(10_000);
    try (Connection other = TestDatabase.newConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "lock table " + workspace.schema().text() + ".filled in share row exclusive mode");
      statistics.refresh();
      other.rollback();
    }
    assertThat(columns()).isZero();
    statistics.refresh();
    assertThat(columns()).isEqualTo(2);
  }
}
