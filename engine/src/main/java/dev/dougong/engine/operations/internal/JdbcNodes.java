package dev.dougong.engine.operations.internal;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.operations.Nodes;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Nodes in the table {@code node}. */
@WorkspaceScoped
public final class JdbcNodes implements Nodes {

  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Statements statements;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcNodes(Statements statements, Workspace workspace) {
    this.statements = statements;
    this.schema = workspace.schema();
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }

  @Override
  public void alive(Node node) {
    statements.update(
        on("insert into {0}.node (id, host, version, java, started_at, seen_at) values (")
            .bind(SqlType.UUID, node.id())
            .add(", ")
            .bind(SqlType.TEXT, node.host())
            .add(", ")
            .bind(SqlType.TEXT, node.version())
            .add(", ")
            .bind(SqlType.TEXT, node.java())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, node.startedAt())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, node.seenAt())
            .add(") on conflict (id) do update set seen_at = excluded.seen_at"));
    statements.update(
        on("delete from {0}.node where seen_at < ")
            .bind(SqlType.TIMESTAMPTZ, node.seenAt().minus(FORGOTTEN)));
  }

  @Override
  public void gone(UUID id) {
    statements.update(on("delete from {0}.node where id = ").bind(SqlType.UUID, id));
  }

  @Override
  public List<Node> running(Instant now) {
    return statements.query(
        on("select id, host, version, java, started_at, seen_at from {0}.node where seen_at >= ")
            .bind(SqlType.TIMESTAMPTZ, now.minus(SILENCE))
            .add(" order by started_at, id"),
        JdbcNodes::node);
  }

  private static Node node(ResultRow row) {
    return new Node(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        Objects.requireNonNull(row.text(3)),
        Objects.requireNonNull(row.text(4)),
        Objects.requireNonNull(row.instant(5)),
        Objects.requireNonNull(row.instant(6)));
  }
}
