package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.WorkspaceUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts in the tables of the workspace. */
@Singleton
public final class JdbcWorkspaceUse implements WorkspaceUse {

  /** So many records are counted in some milliseconds. */
  private static final long MOST_COUNTED = 100_000;

  private final Statements statements;

  /** Over the database of the installation. */
  @Inject
  public JdbcWorkspaceUse(Statements statements) {
    this.statements = statements;
  }

  @Override
  public long count(Workspace workspace, Limit what) {
    return switch (what) {
      case PEOPLE ->
          statements.count(
              Sql.of("select count(*) from ")
                  .add(workspace.schema(), SqlName.of("app_user"))
                  .add(" where is_active"));
      case RECORDS -> records(workspace);
      case FILES ->
          statements.count(
              Sql.of("select coalesce(sum(size), 0)::bigint from ")
                  .add(workspace.schema(), SqlName.of("file_content")));
      case CALLS -> throw new IllegalArgumentException("what: " + what + " is not stored");
    };
  }

  private long records(Workspace workspace) {
    List<Sql> counts =
        statements
            .query(
                Sql.of("select c.relname").add(tables(workspace)),
                row -> SqlName.of(Objects.requireNonNull(row.text(1))))
            .stream()
            .map(
                table ->
                    Sql.of("(select count(*) from ")
                        .add(workspace.schema(), table)
                        .add(" where deleted_at is null)"))
            .toList();
    return counts.isEmpty() ? 0 : statements.count(Sql.of("select ").join(" + ", counts));
  }

  /** Also those of apps that went and left their records. */
  private static Sql tables(Workspace workspace) {
    return Sql.of(" from ")
        .add(workspace.schema(), SqlName.of("id_entity"))
        .add(
            " e join pg_class c on c.relname = 'e' || e.id and c.relkind = 'r' join pg_namespace n")
        .add(" on n.oid = c.relnamespace and n.nspname = ")
        .bind(SqlType.TEXT, workspace.schema().text())
        .add(" where e.state <> 'removed'");
  }

  @Override
  public Map<Limit, Long> overview(Workspace workspace) {
    Map<Limit, Long> all = new EnumMap<>(Limit.class);
    if (!isThere(workspace)) {
      return all;
    }
    for (Limit what : Limit.values()) {
      if (what.isStored()) {
        all.put(what, what == Limit.RECORDS ? about(workspace) : count(workspace, what));
      }
    }
    return all;
  }

  private boolean isThere(Workspace workspace) {
    return statements.count(
            Sql.of("select count(to_regclass(")
                .bind(SqlType.TEXT, workspace.schema().text() + ".file_content")
                .add("))"))
        == 1;
  }

  private long about(Workspace workspace) {
    long about =
        statements.count(
            Sql.of("select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint")
                .add(tables(workspace)));
    return about > MOST_COUNTED ? about : records(workspace);
  }
}
