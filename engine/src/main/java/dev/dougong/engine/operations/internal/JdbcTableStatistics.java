package dev.dougong.engine.operations.internal;

import dev.dougong.engine.operations.TableStatistics;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;

/**
 * By the size of the files, which is known at once; the counters of changed rows come up to ten
 * seconds late.
 */
@WorkspaceScoped
public final class JdbcTableStatistics implements TableStatistics {

  /** Pages below which a plan without statistics does no harm: a quarter of a megabyte. */
  private static final int SMALL = 32;

  private final Statements statements;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcTableStatistics(Statements statements, Workspace workspace) {
    this.statements = statements;
    this.schema = workspace.schema();
  }

  @Override
  public int refresh() {
    List<SqlName> tables = grown();
    for (SqlName table : tables) {
      // Where the table is in somebody's hands this one goes on, and the next look finds it again.
      statements.update(new Sql().add("analyze (skip_locked) ").add(schema, table));
    }
    return tables.size();
  }

  private List<SqlName> grown() {
    return statements.query(
        new Sql()
            .add("select relname from (select c.relname, c.relpages,")
            .add(" pg_relation_size(c.oid) / current_setting('block_size')::int as pages,")
            .add(" coalesce(pg_stat_get_last_analyze_time(c.oid),")
            .add(" pg_stat_get_last_autoanalyze_time(c.oid)) as analyzed")
            .add(" from pg_class c join pg_namespace n on n.oid = c.relnamespace")
            .add(" where c.relkind = 'r' and n.nspname = ")
            .bind(SqlType.TEXT, schema.text())
            .add(") as one where pages >= ")
            .number(SMALL)
            .add(" and (analyzed is null or pages >= 2 * relpages) order by relname"),
        row -> SqlName.of(Objects.requireNonNull(row.text(1))));
  }
}
