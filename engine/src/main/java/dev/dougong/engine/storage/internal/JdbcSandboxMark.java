package dev.dougong.engine.storage.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.SandboxMark;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The mark in the table {@code sandbox}. */
@WorkspaceScoped
public final class JdbcSandboxMark implements SandboxMark {

  private static final SqlName TABLE = SqlName.of("sandbox");

  private final Statements statements;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcSandboxMark(DataSource source, Workspace workspace) {
    this.statements = new JdbcStatements(new Jdbc(source));
    this.schema = workspace.schema();
  }

  @Override
  public @Nullable Instant latest() {
    return statements.queryOne(
        Sql.of("select greatest(s.latest, (select c.at from ")
            .add(schema)
            .add(".change c order by c.seq desc limit 1)) from ")
            .add(schema, TABLE)
            .add(" s"),
        row -> row.instant(1));
  }

  @Override
  public void put(Instant now) {
    statements.update(
        Sql.of("insert into ")
            .add(schema, TABLE)
            .add(" as s (marked_at, latest) values (")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(") on conflict (is_one) do update set latest = excluded.latest"));
  }

  @Override
  public void remove() {
    statements.update(Sql.of("delete from ").add(schema, TABLE));
  }
}
