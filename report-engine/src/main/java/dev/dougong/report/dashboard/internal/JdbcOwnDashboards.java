package dev.dougong.report.dashboard.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.report.dashboard.OwnDashboards;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dashboards in the table {@code own_dashboard}. Thread-safe. */
public final class JdbcOwnDashboards implements OwnDashboards {

  /** More than people may make: whoever follows somebody has theirs, too. */
  private static final int MOST_KEPT = 10 * MOST;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Statements statements;
  private final Transactions transactions;

  /** Within the engine's transactions. */
  public JdbcOwnDashboards(Statements statements, Transactions transactions) {
    this.statements = statements;
    this.transactions = transactions;
  }

  @Override
  public List<OwnDashboard> list(Access access) {
    return statements.query(
        select(access).add(" order by name, id limit ").number(MOST_KEPT), JdbcOwnDashboards::read);
  }

  @Override
  public @Nullable OwnDashboard find(Access access, UUID id) {
    return statements.queryOne(
        select(access).add(" and id = ").bind(SqlType.UUID, id), JdbcOwnDashboards::read);
  }

  @Override
  public void save(Access access, OwnDashboard dashboard) {
    transactions.required(
        () -> {
          insert(access, dashboard);
          long count =
              statements.count(
                  Sql.of("select count(*) from ")
                      .add(schema(access))
                      .add(".own_dashboard where user_id = ")
                      .bind(SqlType.UUID, access.userId()));
          if (count > MOST) {
            throw new InputException(Problem.of("dashboard.tooMany").with("limit", MOST));
          }
          return dashboard;
        });
  }

  private void insert(Access access, OwnDashboard dashboard) {
    int done =
        statements.update(
            Sql.of("insert into ")
                .add(schema(access))
                .add(".own_dashboard as own (id, user_id, name, content) values (")
                .join(
                    ", ",
                    List.of(
                        new Sql().bind(SqlType.UUID, dashboard.id()),
                        new Sql().bind(SqlType.UUID, access.userId()),
                        new Sql().bind(SqlType.TEXT, dashboard.name()),
                        new Sql().bind(SqlType.JSONB, dashboard.content().toString())))
                .add(") on conflict (id) do update set name = excluded.name,")
                .add(" content = excluded.content where own.user_id = excluded.user_id"));
    if (done == 0) {
      throw new AccessException(Problem.of("notFound"));
    }
  }

  @Override
  public void delete(Access access, UUID id) {
    int done =
        statements.update(
            Sql.of("delete from ")
                .add(schema(access))
                .add(".own_dashboard where user_id = ")
                .bind(SqlType.UUID, access.userId())
                .add(" and id = ")
                .bind(SqlType.UUID, id));
    if (done == 0) {
      throw new AccessException(Problem.of("notFound"));
    }
  }

  private static Sql select(Access access) {
    return Sql.of("select id, name, content::text from ")
        .add(schema(access))
        .add(".own_dashboard where user_id = ")
        .bind(SqlType.UUID, access.userId());
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static OwnDashboard read(ResultRow row) {
    return new OwnDashboard(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        content(Objects.requireNonNull(row.text(3))));
  }

  private static ObjectNode content(String text) {
    try {
      return JSON.readValue(text, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("own_dashboard holds what is no object", e);
    }
  }
}
