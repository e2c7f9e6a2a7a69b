package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Limits;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Workspaces in the tables of the schema {@code dougong}. */
@Singleton
public final class JdbcWorkspaceRegistry implements WorkspaceRegistry {

  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_LABEL = 100;
  private static final int MOST_HOSTS = 20;
  private static final int FIRST_LIMIT = 7;

  private final Statements statements;
  private final Transactions transactions;
  private final FlywaySchemas schemas;
  private final InstantSource clock;

  /** Over the database of the installation. */
  @Inject
  public JdbcWorkspaceRegistry(
      Statements statements,
      Transactions transactions,
      FlywaySchemas schemas,
      InstantSource clock) {
    this.statements = statements;
    this.transactions = transactions;
    this.schemas = schemas;
    this.clock = clock;
  }

  /** The tables are there before anybody asks. */
  @PostConstruct
  public void prepare() {
    schemas.makeInstallation();
  }

  @Override
  public long version() {
    return statements.count(Sql.of("select version from dougong.registry"));
  }

  @Override
  public List<Entry> all() {
    return read(Sql.of("true"));
  }

  @Override
  public @Nullable Entry find(String key) {
    List<Entry> found = read(Sql.of("w.key = ").bind(SqlType.TEXT, key));
    return found.isEmpty() ? null : found.get(0);
  }

  private List<Entry> read(Sql which) {
    return statements.query(
        Sql.of(
                "select w.key, w.label, w.state, w.made_at, array(select h.host from"
                    + " dougong.workspace_host h where h.workspace = w.key order by h.host),"
                    + " w.used_at, w.most_people, w.most_records, w.most_files,"
                    + " w.most_calls"
                    + " from dougong.workspace w where ")
            .add(which)
            .add(" order by w.key"),
        row ->
            new Entry(
                Workspace.of(Objects.requireNonNull(row.text(1))),
                Objects.requireNonNull(row.text(2)),
                row.texts(5),
                State.values()[(int) row.number(3) - 1],
                Objects.requireNonNull(row.instant(4)),
                row.instant(6),
                limits(row)));
  }

  private static Limits limits(ResultRow row) {
    Map<Limit, Long> most = new EnumMap<>(Limit.class);
    for (Limit what : Limit.values()) {
      int column = FIRST_LIMIT + what.ordinal();
      if (!row.isNull(column)) {
        most.put(what, row.number(column));
      }
    }
    return new Limits(most);
  }

  private static int number(State state) {
    return state.ordinal() + 1;
  }

  @Override
  public Making add(Wish wish, Instant from) {
    checkKey(wish.key());
    if (wish.label().isBlank() || wish.label().length() > LONGEST_LABEL) {
      throw new InputException(Problem.at("/label", "access.badName").with("limit", LONGEST_LABEL));
    }
    checkHosts(wish.hosts());
    return transactions.required(
        () -> {
          count();
          if (find(wish.key()) != null) {
            throw new ConflictException(Problem.at("/key", "duplicate").with("value", wish.key()));
          }
          statements.update(
              Sql.of(
                      "insert into dougong.workspace (state, key, label, made_at, next_due,"
                          + " template, admin_username, admin_name, admin_hash) values (")
                  .number(number(State.MAKING))
                  .add(", ")
                  .join(
                      ", ",
                      List.of(
                          new Sql().bind(SqlType.TEXT, wish.key()),
                          new Sql().bind(SqlType.TEXT, wish.label()),
                          new Sql().bind(SqlType.TIMESTAMPTZ, clock.instant()),
                          new Sql().bind(SqlType.TIMESTAMPTZ, from),
                          new Sql().bind(SqlType.TEXT, wish.template()),
                          new Sql().bind(SqlType.TEXT, wish.admin().username()),
                          new Sql().bind(SqlType.TEXT, wish.admin().name()),
                          new Sql().bind(SqlType.TEXT, wish.admin().hash())))
                  .add(")"));
          putHosts(wish.key(), wish.hosts());
          return new Making(Workspace.of(wish.key()), wish.template(), wish.admin());
        });
  }

  private static void checkKey(String key) {
    if (!WorkspaceRegistry.isKey(key)) {
      throw new InputException(Problem.at("/key", "workspace.badKey").with("value", key));
    }
  }

  @Override
  public Workspace arrive(String key, List<String> hosts) {
    checkKey(key);
    checkHosts(hosts);
    change(
        () -> {
          int unfinished =
              statements.update(
                  Sql.of("delete from dougong.workspace where state = ")
                      .number(number(State.MAKING))
                      .add(" and admin_hash is null and key = ")
                      .bind(SqlType.TEXT, key));
          if (unfinished == 0 && find(key) != null) {
            throw new ConflictException(Problem.at("/key", "duplicate").with("value", key));
          }
          statements.update(
              Sql.of(
                      "insert into dougong.workspace (state, key, label, made_at, next_due)"
                          + " values (")
                  .number(number(State.MAKING))
                  .add(", ")
                  .bind(SqlType.TEXT, key)
                  .add(", ")
                  .bind(SqlType.TEXT, key)
                  .add(", ")
                  .bind(SqlType.TIMESTAMPTZ, clock.instant())
                  .add(", ")
                  .bind(SqlType.TIMESTAMPTZ, clock.instant())
                  .add(")"));
          putHosts(key, hosts);
        });
    return Workspace.of(key);
  }

  @Override
  public @Nullable Making claimMaking(Instant now, Instant until) {
    return statements.queryOne(
        Sql.of("update dougong.workspace set next_due = ")
            .bind(SqlType.TIMESTAMPTZ, until)
            .add(
                " where key = (select key from dougong.workspace where state = 1"
                    + " and admin_hash is not null and next_due <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(
                " order by next_due limit 1 for update skip locked)"
                    + " returning key, template, admin_username, admin_name, admin_hash"),
        row ->
            new Making(
                Workspace.of(Objects.requireNonNull(row.text(1))),
                Objects.requireNonNull(row.text(2)),
                new FirstAdmin(
                    Objects.requireNonNull(row.text(3)),
                    Objects.requireNonNull(row.text(4)),
                    Objects.requireNonNull(row.text(5)))));
  }

  @Override
  public void finish(Workspace workspace) {
    change(
        () ->
            statements.update(
                Sql.of("update dougong.workspace set state = 2, admin_hash = null where key = ")
                    .bind(SqlType.TEXT, workspace.key())));
  }

  private static void checkHosts(List<String> hosts) {
    if (hosts.size() > MOST_HOSTS) {
      throw new InputException(
          Problem.at("/hosts", "workspace.tooManyHosts").with("limit", MOST_HOSTS));
    }
    for (int i = 0; i < hosts.size(); i++) {
      String host = hosts.get(i);
      if (host.length() > LONGEST_HOST || !HOST.matcher(host).matches()) {
        throw new InputException(
            Problem.at("/hosts/" + i, "workspace.badHost").with("value", host));
      }
    }
  }

  /** Begins a change: the next one waits until this transaction ends, and all nodes hear of it. */
  private void count() {
    statements.update(Sql.of("update dougong.registry set version = version + 1"));
  }

  private void putHosts(String key, List<String> hosts) {
    for (int i = 0; i < hosts.size(); i++) {
      String host = hosts.get(i);
      int added =
          statements.update(
              Sql.of("insert into dougong.workspace_host (host, workspace) values (")
                  .bind(SqlType.TEXT, host)
                  .add(", ")
                  .bind(SqlType.TEXT, key)
                  .add(") on conflict do nothing"));
      if (added == 0) {
        throw new ConflictException(Problem.at("/hosts/" + i, "duplicate").with("value", host));
      }
    }
  }

  @Override
  public void setHosts(Workspace workspace, List<String> hosts) {
    checkHosts(hosts);
    change(
        () -> {
          statements.update(
              Sql.of("delete from dougong.workspace_host where workspace = ")
                  .bind(SqlType.TEXT, workspace.key()));
          putHosts(workspace.key(), hosts);
        });
  }

  @Override
  public void setLimits(Workspace workspace, Limits limits) {
    if (workspace.equals(Workspace.MAIN)) {
      throw new ConflictException(Problem.of("workspace.mainUnlimited"));
    }
    List<Problem> problems = new ArrayList<>();
    limits
        .most()
        .forEach(
            (what, most) -> {
              if (most < 1 || most > Limits.LARGEST) {
                problems.add(Problem.at("/" + what.key(), "limit.badNumber").with("value", most));
              }
            });
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    change(
        () ->
            statements.update(
                Sql.of("update dougong.workspace set most_people = ")
                    .bind(SqlType.BIGINT, limits.of(Limit.PEOPLE))
                    .add(", most_records = ")
                    .bind(SqlType.BIGINT, limits.of(Limit.RECORDS))
                    .add(", most_files = ")
                    .bind(SqlType.BIGINT, limits.of(Limit.FILES))
                    .add(", most_calls = ")
                    .bind(SqlType.BIGINT, limits.of(Limit.CALLS))
                    .add(" where key = ")
                    .bind(SqlType.TEXT, workspace.key())));
  }

  @Override
  public void setState(Workspace workspace, State state) {
    change(
        () ->
            statements.update(
                Sql.of("update dougong.workspace set state = ")
                    .number(number(state))
                    .add(", next_due = least(next_due, ")
                    .bind(SqlType.TIMESTAMPTZ, clock.instant())
                    .add(") where key = ")
                    .bind(SqlType.TEXT, workspace.key())));
  }

  @Override
  public void remove(Workspace workspace) {
    change(
        () ->
            statements.update(
                Sql.of("delete from dougong.workspace where key = ")
                    .bind(SqlType.TEXT, workspace.key())));
  }

  private void change(Runnable work) {
    boolean unused =
        transactions.required(
            () -> {
              count();
              work.run();
              return true;
            });
  }

  @Override
  public List<Workspace> claimDue(Instant now, Instant until, int limit) {
    return statements.query(
        Sql.of("update dougong.workspace set next_due = ")
            .bind(SqlType.TIMESTAMPTZ, until)
            .add(
                " where key in (select key from dougong.workspace where state = 2 and next_due <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" order by next_due limit ")
            .number(limit)
            .add(" for update skip locked) returning key"),
        row -> Workspace.of(Objects.requireNonNull(row.text(1))));
  }

  @Override
  public void hold(Collection<Workspace> open, Instant until) {
    statements.update(
        Sql.of("update dougong.workspace set next_due = ")
            .bind(SqlType.TIMESTAMPTZ, until)
            .add(" where key = any(")
            .bind(SqlType.TEXT_ARRAY, open.stream().map(Workspace::key).toList())
            .add(")"));
  }

  @Override
  public void used(Collection<Workspace> asked, Instant at) {
    statements.update(
        Sql.of("update dougong.workspace set used_at = ")
            .bind(SqlType.TIMESTAMPTZ, at)
            .add(" where key = any(")
            .bind(SqlType.TEXT_ARRAY, asked.stream().map(Workspace::key).toList())
            .add(")"));
  }

  @Override
  public void rest(Workspace workspace, Instant next) {
    statements.update(
        Sql.of("update dougong.workspace set next_due = ")
            .bind(SqlType.TIMESTAMPTZ, next)
            .add(" where key = ")
            .bind(SqlType.TEXT, workspace.key()));
  }
}
