package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.execution.Moves;
import dev.dougong.workflow.internal.MoveCheck.OpenStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves executions in PostgreSQL, under the locks that steps take. Thread-safe. */
final class JdbcMoves implements Moves {

  private final Statements statements;
  private final Transactions transactions;
  private final Workflows workflows;
  private final Versions versions;
  private final StepStore steps;

  JdbcMoves(
      Statements statements,
      Transactions transactions,
      Workflows workflows,
      Versions versions,
      StepStore steps) {
    this.statements = statements;
    this.transactions = transactions;
    this.workflows = workflows;
    this.versions = versions;
    this.steps = steps;
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("notFound"));
    }
  }

  private CompiledWorkflow current(Metadata metadata, String workflow) {
    CompiledWorkflow current = workflows.of(metadata).find(workflow);
    if (current == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return current;
  }

  @Override
  public List<Version> versions(Access access, String workflow) {
    refuseOthersThanAdmins(access);
    Metadata metadata = access.metadata();
    String digest = current(metadata, workflow).digest();
    SqlName schema = metadata.workspace().schema();
    return statements.query(
        Sql.of("select v.digest, v.at, n.open from (select digest, count(*) as open from ")
            .add(schema)
            .add(".execution where status in (1, 2) and workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" group by digest) n join ")
            .add(schema)
            .add(".workflow_version v on v.digest = n.digest and v.workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" order by v.at desc, v.digest"),
        row -> {
          String one = Objects.requireNonNull(row.text(1));
          return new Version(
              one, Objects.requireNonNull(row.instant(2)), row.number(3), one.equals(digest));
        });
  }

  @Override
  public Proposal propose(Access access, String workflow, String version) {
    refuseOthersThanAdmins(access);
    Metadata metadata = access.metadata();
    CompiledWorkflow current = current(metadata, workflow);
    CompiledWorkflow old = kept(metadata, workflow, version);
    SqlName schema = metadata.workspace().schema();
    Map<String, Long> open = new TreeMap<>();
    statements
        .query(
            Sql.of("select s.node, count(*) from ")
                .add(schema)
                .add(".execution e join ")
                .add(schema)
                .add(".step s on s.execution = e.id where e.status in (1, 2) and e.workflow = ")
                .bind(SqlType.TEXT, workflow)
                .add(" and e.digest = ")
                .bind(SqlType.TEXT, version)
                .add(" and (s.state < 3 or s.state = 4 and not s.is_met) group by s.node"),
            row -> Map.entry(Objects.requireNonNull(row.text(1)), row.number(2)))
        .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
    Map<String, String> map = new HashMap<>();
    for (NodeDefinition node : old.model().definition().nodes()) {
      if (current.model().definition().node(node.id()) != null) {
        map.put(node.id(), node.id());
      }
    }
    return new Proposal(
        versions.today(metadata, workflow, version),
        Objects.requireNonNull(metadata.documents("workflow").get(workflow)).deepCopy(),
        open,
        map);
  }

  private CompiledWorkflow kept(Metadata metadata, String workflow, String version) {
    boolean isKept =
        statements.queryOne(
                Sql.of("select 1 from ")
                    .add(metadata.workspace().schema())
                    .add(".workflow_version where workflow = ")
                    .bind(SqlType.TEXT, workflow)
                    .add(" and digest = ")
                    .bind(SqlType.TEXT, version),
                row -> row.number(1))
            != null;
    if (!isKept) {
      throw new AccessException(Problem.of("notFound"));
    }
    return workflows.version(metadata, workflow, version);
  }

  @Override
  public Outcome move(
      Access access,
      String workflow,
      String version,
      Map<String, String> map,
      @Nullable UUID after,
      boolean isTrial) {
    refuseOthersThanAdmins(access);
    Metadata metadata = access.metadata();
    CompiledWorkflow current = current(metadata, workflow);
    CompiledWorkflow old = kept(metadata, workflow, version);
    MoveCheck check = check(old, current, map);
    List<UUID> page = page(metadata, workflow, version, after);
    long moved = 0;
    List<Refused> refused = new ArrayList<>();
    for (UUID execution : page) {
      List<Problem> reasons = move(access, execution, version, current, check, isTrial);
      if (reasons.isEmpty()) {
        moved++;
      } else {
        refused.add(new Refused(execution, reasons));
      }
    }
    UUID next = page.size() < MOST ? null : page.get(page.size() - 1);
    return new Outcome(moved, refused, next);
  }

  private static MoveCheck check(
      CompiledWorkflow old, CompiledWorkflow current, Map<String, String> map) {
    MoveCheck check = new MoveCheck(old.model(), current.model(), map);
    List<Problem> wrong = check.wrong();
    if (!wrong.isEmpty()) {
      throw new InputException(wrong);
    }
    return check;
  }

  private List<UUID> page(
      Metadata metadata, String workflow, String version, @Nullable UUID after) {
    Sql sql =
        Sql.of("select id from ")
            .add(metadata.workspace().schema())
            .add(".execution where status in (1, 2) and workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" and digest = ")
            .bind(SqlType.TEXT, version);
    if (after != null) {
      sql.add(" and id > ").bind(SqlType.UUID, after);
    }
    return statements.query(
        sql.add(" order by id limit ").number(MOST), row -> Objects.requireNonNull(row.uuid(1)));
  }

  @Override
  public void move(Access access, UUID execution, Map<String, String> map) {
    refuseOthersThanAdmins(access);
    Metadata metadata = access.metadata();
    State state = state(metadata, execution, false);
    if (state == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    CompiledWorkflow current = current(metadata, state.workflow());
    CompiledWorkflow old = kept(metadata, state.workflow(), state.digest());
    List<Problem> reasons =
        move(access, execution, state.digest(), current, check(old, current, map), false);
    if (!reasons.isEmpty()) {
      throw new ConflictException(reasons);
    }
  }

  private record State(String workflow, String digest, boolean isOpen, ObjectNode variables) {}

  private @Nullable State state(Metadata metadata, UUID execution, boolean isLocked) {
    Sql sql =
        Sql.of("select workflow, digest, status in (1, 2), variables from ")
            .add(metadata.workspace().schema())
            .add(".execution where id = ")
            .bind(SqlType.UUID, execution);
    return statements.queryOne(
        isLocked ? sql.add(" for no key update") : sql,
        row ->
            new State(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.text(2)),
                row.bool(3),
                StepStore.object(row.text(4))));
  }

  /** Moves one under its lock; gives the reasons where it stays. */
  private List<Problem> move(
      Access access,
      UUID execution,
      String version,
      CompiledWorkflow current,
      MoveCheck check,
      boolean isTrial) {
    Metadata metadata = access.metadata();
    return transactions.required(
        () -> {
          State state = state(metadata, execution, true);
          if (state != null && state.digest().equals(current.digest())) {
            return List.of();
          }
          if (state == null || !state.isOpen() || !state.digest().equals(version)) {
            return List.of(Problem.of("workflow.hasEnded"));
          }
          List<Problem> problems = check.problems(open(metadata, execution), state.variables());
          if (problems.isEmpty() && !isTrial) {
            store(access, execution, state, current, check);
          }
          return problems;
        });
  }

  private List<OpenStep> open(Metadata metadata, UUID execution) {
    return statements.query(
        Sql.of("select id, node, waits_for is not null, fork, back_to from ")
            .add(metadata.workspace().schema())
            .add(".step where (state < 3 or state = 4 and not is_met) and execution = ")
            .bind(SqlType.UUID, execution)
            .add(" order by id for no key update"),
        row ->
            new OpenStep(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                row.bool(3),
                row.uuid(4),
                row.text(5)));
  }

  private void store(
      Access access, UUID execution, State state, CompiledWorkflow current, MoveCheck check) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    versions.keep(current, access.evaluation().now());
    ObjectNode names = JsonNodeFactory.instance.objectNode();
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> one : state.variables().properties()) {
      String target = check.target(one.getKey());
      variables.set(target == null ? one.getKey() : target, one.getValue());
    }
    for (String node : nodes(metadata, execution)) {
      String target = check.target(node);
      if (target != null && !target.equals(node)) {
        names.put(node, target);
      }
    }
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".execution set digest = ")
            .bind(SqlType.TEXT, current.digest())
            .add(", variables = ")
            .bind(SqlType.JSONB, variables)
            .add(" where id = ")
            .bind(SqlType.UUID, execution));
    if (!names.isEmpty()) {
      rename(schema, execution, names);
    }
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".execution_move (execution, at, by, from_digest, to_digest, names) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, execution),
                    new Sql().bind(SqlType.TIMESTAMPTZ, access.evaluation().now()),
                    new Sql().bind(SqlType.UUID, access.userId()),
                    new Sql().bind(SqlType.TEXT, state.digest()),
                    new Sql().bind(SqlType.TEXT, current.digest()),
                    new Sql().bind(SqlType.JSONB, names)))
            .add(")"));
  }

  private List<String> nodes(Metadata metadata, UUID execution) {
    return statements.query(
        Sql.of("select node from ")
            .add(metadata.workspace().schema())
            .add(".step where execution = ")
            .bind(SqlType.UUID, execution)
            .add(" union select back_to from ")
            .add(metadata.workspace().schema())
            .add(".step where back_to is not null and execution = ")
            .bind(SqlType.UUID, execution),
        row -> Objects.requireNonNull(row.text(1)));
  }

  /** Steps, ended ones too, and where approvals may be sent back to. */
  private void rename(SqlName schema, UUID execution, ObjectNode names) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".step set node = coalesce(")
            .bind(SqlType.JSONB, names)
            .add(" ->> node, node), back_to = coalesce(")
            .bind(SqlType.JSONB, names)
            .add(" ->> back_to, back_to) where execution = ")
            .bind(SqlType.UUID, execution));
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".approval set return_to = (select coalesce(jsonb_agg(coalesce(")
            .bind(SqlType.JSONB, names)
            .add(" -> (x #>> '{}'), x)), '[]') from jsonb_array_elements(return_to) x)")
            .add(" where status = 1 and execution = ")
            .bind(SqlType.UUID, execution));
  }
}
