package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.node.ApprovalRequest;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Approvals;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Approvals as people see and change them. Thread-safe. */
final class JdbcApprovals implements Approvals {

  private final Statements statements;
  private final StepStore steps;
  private final TaskRows rows;
  private final TaskDeeds deeds;
  private final ApprovalStore store;
  private final Ballots ballots;
  private final IdSource ids;

  JdbcApprovals(
      Statements statements,
      StepStore steps,
      TaskRows rows,
      TaskDeeds deeds,
      ApprovalStore store,
      Ballots ballots,
      IdSource ids) {
    this.statements = statements;
    this.steps = steps;
    this.rows = rows;
    this.deeds = deeds;
    this.store = store;
    this.ballots = ballots;
    this.ids = ids;
  }

  @Override
  public List<Approval> list(Access access, Query query) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(query.isRequested() ? requested(access) : visible(access));
    if (query.record() != null) {
      conditions.add(Sql.of("e.record = ").bind(SqlType.UUID, query.record()));
    }
    if (query.status() != null) {
      conditions.add(Sql.of("a.status = ").number(query.status().code()));
    }
    if (query.after() != null) {
      conditions.add(Sql.of("a.step < ").bind(SqlType.UUID, query.after()));
    }
    int limit = Math.max(1, Math.min(LONGEST_PAGE, query.limit()));
    return select(
        access,
        new Sql().join(" and ", conditions).add(" order by a.step desc limit ").number(limit));
  }

  private static Sql requested(Access access) {
    return Sql.of("a.requester = ").bind(SqlType.UUID, access.userId());
  }

  /** Whether the caller asks, is asked, or looks after the workspace. */
  private static Sql visible(Access access) {
    return TaskDeeds.isAdmin(access)
        ? Sql.of("true")
        : Sql.of("(")
            .add(requested(access))
            .add(" or exists (select from ")
            .add(TaskDeeds.schema(access))
            .add(".user_task t where t.step = a.step and t.seat is not null and t.status <> 4")
            .add(" and (")
            .add(TaskDeeds.mine(access))
            .add(" or (t.assignee is null and ")
            .add(TaskDeeds.candidate(access))
            .add("))))");
  }

  private List<Approval> select(Access access, Sql condition) {
    SqlName schema = access.metadata().workspace().schema();
    Map<UUID, Integer> entities = new HashMap<>();
    List<Approval> found =
        statements.query(
            Sql.of("select a.step, a.execution, a.workflow, a.title, coalesce(e.entity, 0),")
                .add(" e.record, a.requester, a.approvals, a.refusals, a.round, a.status,")
                .add(" a.created_at, a.ended_at from ")
                .add(schema)
                .add(".approval a join ")
                .add(schema)
                .add(".execution e on e.id = a.execution where ")
                .add(condition),
            row -> {
              Approval approval = approval(row);
              entities.put(approval.id(), (int) row.number(5));
              return approval;
            });
    Map<Integer, List<UUID>> records = new HashMap<>();
    for (Approval one : found) {
      if (one.record() != null) {
        Integer entity = Objects.requireNonNull(entities.get(one.id()));
        records.computeIfAbsent(entity, id -> new ArrayList<>()).add(one.record());
      }
    }
    Map<UUID, String> labels = rows.labels(access, records);
    return found.stream()
        .map(
            one -> {
              Entity entity = access.metadata().findEntity(entities.getOrDefault(one.id(), 0));
              UUID record = one.record();
              return one.named(
                  entity == null ? null : entity.key(), record == null ? null : labels.get(record));
            })
        .toList();
  }

  private static Approval approval(ResultRow row) {
    return new Approval(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        Objects.requireNonNull(row.text(3)),
        Objects.requireNonNull(row.text(4)),
        null,
        row.uuid(6),
        null,
        row.uuid(7),
        (int) row.number(8),
        (int) row.number(9),
        (int) row.number(10),
        Approval.Status.of((int) row.number(11)),
        Objects.requireNonNull(row.instant(12)),
        row.instant(13));
  }

  @Override
  public Approval.Details find(Access access, UUID id) {
    List<Approval> found =
        select(access, visible(access).add(" and a.step = ").bind(SqlType.UUID, id));
    if (found.isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<UserTask> tasks =
        rows.query(
            access,
            Sql.of("t.seat is not null and t.step = ")
                .bind(SqlType.UUID, id)
                .add(" order by t.round, t.seat, t.place, t.id"));
    return new Approval.Details(found.get(0), tasks, deeds(access, id));
  }

  private List<Approval.Deed> deeds(Access access, UUID id) {
    SqlName schema = access.metadata().workspace().schema();
    return statements.query(
        Sql.of("select l.task, l.at, l.actor, l.deed, l.subject, l.comment,")
            .add(" l.link is not null from ")
            .add(schema)
            .add(".user_task_log l join ")
            .add(schema)
            .add(".user_task t on t.id = l.task where t.seat is not null and t.step = ")
            .bind(SqlType.UUID, id)
            .add(" order by l.id"),
        row ->
            new Approval.Deed(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.instant(2)),
                row.uuid(3),
                Objects.requireNonNull(row.text(4)),
                row.uuid(5),
                row.text(6),
                row.bool(7)));
  }

  @Override
  public void withdraw(Access access, UUID id, @Nullable String comment) {
    TaskDeeds.refuseBad(comment);
    requested(
        access,
        id,
        approval -> {
          if (approval.status() != Approval.Status.WITHDRAWN) {
            var unused = ballots.open(access, id);
            note(access, id, "withdrawn", comment);
            ballots.conclude(access, approval, Approval.Status.WITHDRAWN);
          }
        });
  }

  @Override
  public void urge(Access access, UUID id, @Nullable String comment) {
    TaskDeeds.refuseBad(comment);
    requested(
        access,
        id,
        approval -> {
          var unused = ballots.open(access, id);
          store.urge(access.metadata(), id, access.userId(), comment, TaskDeeds.now(access));
        });
  }

  /** Does something with what the caller asked for; nobody else can meanwhile. */
  private void requested(Access access, UUID id, Consumer<ApprovalRow> deed) {
    ApprovalRow known = store.find(access.metadata(), id);
    boolean isTheirs =
        known != null && (TaskDeeds.isAdmin(access) || access.userId().equals(known.requester()));
    if (known == null || !isTheirs) {
      throw new AccessException(Problem.of("notFound"));
    }
    deeds.alone(
        access,
        known.execution(),
        () -> deed.accept(Objects.requireNonNull(store.find(access.metadata(), id))));
  }

  /** Writes down, at all tasks that are not answered, what was done with the whole. */
  private void note(Access access, UUID id, String deed, @Nullable String comment) {
    List<UUID> open =
        statements.query(
            Sql.of("select id from ")
                .add(TaskDeeds.schema(access))
                .add(".user_task where status in (1, 4) and step = ")
                .bind(SqlType.UUID, id)
                .add(" order by status, id limit 1"),
            row -> Objects.requireNonNull(row.uuid(1)));
    open.forEach(task -> deeds.log(access, task, deed, null, comment));
  }

  @Override
  public void addApprover(Access access, UUID task, Addition wish) {
    TaskDeeds.refuseBad(wish.comment());
    deeds.refuseUnknown(wish.user(), "/user");
    deeds.with(
        access,
        task,
        mine -> {
          UserTask.Ballot ballot = ballot(mine);
          ballots.refuseUnfit(access, ballot, wish.user(), "/user");
          ApprovalRow approval = ballots.open(access, ballot.approval());
          refuseTooMany(access, approval);
          Metadata metadata = access.metadata();
          Instant now = TaskDeeds.now(access);
          store.insert(metadata, approval, task, wish, now);
          if (wish.isBefore()) {
            steps.postpone(metadata, approval.id(), approval.due(now, metadata.zone()));
          }
          deeds.log(access, task, "added", wish.user(), wish.comment());
        });
  }

  private void refuseTooMany(Access access, ApprovalRow approval) {
    long people =
        statements.count(
            Sql.of("select count(*) from ")
                .add(TaskDeeds.schema(access))
                .add(".user_task where status <> 3 and step = ")
                .bind(SqlType.UUID, approval.id()));
    if (people >= ApprovalRequest.MOST_PEOPLE) {
      throw new ConflictException(
          Problem.of("workflow.tooManyApprovers").with("limit", ApprovalRequest.MOST_PEOPLE));
    }
  }

  /** What the caller shall approve now. */
  private static UserTask.Ballot ballot(UserTask task) {
    TaskDeeds.refuseClosed(task);
    UserTask.Ballot ballot = task.ballot();
    if (ballot == null || ballot.seat() == 0) {
      throw new ConflictException(Problem.of("workflow.noApproval"));
    }
    return ballot;
  }

  @Override
  public void sendBack(Access access, UUID task, Return to) {
    TaskDeeds.refuseBad(to.comment());
    deeds.with(
        access,
        task,
        mine -> {
          UserTask.Ballot ballot = ballot(mine);
          ApprovalRow approval = ballots.open(access, ballot.approval());
          deeds.log(access, task, "sentBack", null, to.comment());
          if (to.node() == null) {
            askRequester(access, approval, mine, to);
          } else {
            sendBack(access, approval, to, to.node());
          }
        });
  }

  private void sendBack(Access access, ApprovalRow approval, Return to, String node) {
    List<String> known = approval.returnTo().stream().map(UserTask.Outcome::value).toList();
    if (!known.contains(node)) {
      throw new InputException(
          Problem.at("/to", "workflow.noWayBack").with("value", node).with("known", known));
    }
    ballots.conclude(
        access,
        approval,
        Approval.Status.RETURNED,
        JsonNodeFactory.instance.objectNode().put("to", node).put("isStraight", to.isStraight()));
  }

  /** Has the requester mend what is asked; nobody approves meanwhile. */
  private void askRequester(Access access, ApprovalRow approval, UserTask sender, Return to) {
    Metadata metadata = access.metadata();
    Instant now = TaskDeeds.now(access);
    UUID requester = approval.requester();
    if (requester == null) {
      throw new ConflictException(Problem.of("workflow.noRequester"));
    }
    store.pause(metadata, approval);
    if (!to.isStraight()) {
      store.renew(metadata, approval, now);
    }
    steps.postpone(metadata, approval.id(), null);
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".user_task (id, execution, step, workflow, entity, record, title, description,")
            .add(" assignee, users, seat, place, round, status, outcomes, created_at) select ")
            .bind(SqlType.UUID, ids.next())
            .add(", execution, step, workflow, entity, record, title, ")
            .bind(SqlType.TEXT, to.comment() == null ? "" : to.comment())
            .add(", ")
            .bind(SqlType.UUID, requester)
            .add(", '{}', 0, 0, round, 1, ")
            .bind(SqlType.JSONB, amendments())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" from ")
            .add(metadata.workspace().schema())
            .add(".user_task where id = ")
            .bind(SqlType.UUID, sender.id()));
  }

  private static ArrayNode amendments() {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    answers
        .addObject()
        .put("value", RESUBMIT)
        .putObject("label")
        .put("zh", "重新提交")
        .put("en", "Resubmit");
    answers
        .addObject()
        .put("value", WITHDRAW)
        .putObject("label")
        .put("zh", "撤回")
        .put("en", "Withdraw");
    return answers;
  }
}
