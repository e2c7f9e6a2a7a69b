package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** User tasks as people see and do them. Thread-safe. */
final class JdbcTasks implements Tasks {

  private final Statements statements;
  private final StepStore steps;
  private final Records records;
  private final TaskRows rows;
  private final TaskDeeds deeds;
  private final Ballots ballots;
  private final RecordSelection selection;

  JdbcTasks(
      Statements statements,
      StepStore steps,
      Records records,
      TaskRows rows,
      TaskDeeds deeds,
      Ballots ballots,
      RecordSelection selection) {
    this.statements = statements;
    this.steps = steps;
    this.records = records;
    this.rows = rows;
    this.deeds = deeds;
    this.ballots = ballots;
    this.selection = selection;
  }

  @Override
  public Page list(Access access, Query query) {
    if (!query.isMine() && !TaskDeeds.isAdmin(access)) {
      throw new AccessException(Problem.of("workflow.onlyOwnTasks"));
    }
    List<Sql> conditions = new ArrayList<>();
    conditions.add(query.isMine() ? TaskDeeds.mine(access) : Sql.of("true"));
    if (query.status() != null) {
      conditions.add(Sql.of("t.status = ").number(query.status().code()));
    } else {
      conditions.add(Sql.of("t.status <> 4"));
    }
    int limit = Math.max(1, Math.min(LONGEST_PAGE, query.limit()));
    return query.isMine() && query.status() == UserTask.Status.OPEN
        ? ranked(access, query.after(), conditions, limit)
        : byTime(access, query.after(), conditions, limit);
  }

  private Page byTime(Access access, @Nullable String after, List<Sql> conditions, int limit) {
    if (after != null) {
      conditions.add(TaskCursor.read(after).condition());
    }
    List<UserTask> found =
        rows.query(
            access,
            new Sql()
                .join(" and ", conditions)
                .add(" order by coalesce(t.due_at, 'infinity'), t.id limit ")
                .number(limit + 1L));
    return page(found, limit, task -> TaskCursor.of(task).text());
  }

  /** What somebody shall do, what matters most first. */
  private Page ranked(Access access, @Nullable String after, List<Sql> conditions, int limit) {
    TaskRanks ranks = TaskRanks.of(access, selection);
    RankCursor last = after == null ? null : RankCursor.read(after);
    RankCursor.Order order =
        new RankCursor.Order(
            last == null ? TaskDeeds.now(access) : last.now(), access.metadata().zone());
    if (last != null) {
      conditions.add(order.after(ranks, last));
    }
    List<UserTask> found =
        rows.query(
            access,
            ranks,
            new Sql()
                .join(" and ", conditions)
                .add(" order by ")
                .add(order.by(ranks))
                .add(" limit ")
                .number(limit + 1L));
    return page(found, limit, task -> RankCursor.of(order.now(), task).text());
  }

  private static Page page(List<UserTask> found, int limit, Function<UserTask, String> cursor) {
    boolean isMore = found.size() > limit;
    List<UserTask> page = isMore ? found.subList(0, limit) : found;
    return new Page(page, isMore ? cursor.apply(page.get(limit - 1)) : null);
  }

  @Override
  public void complete(Access access, UUID id, Answer answer) {
    complete(access, id, answer, null);
  }

  /**
   * Answers a task.
   *
   * @param link by which the caller answers without having signed in, which is used up; or null
   */
  void complete(Access access, UUID id, Answer answer, @Nullable UUID link) {
    TaskDeeds.refuseBad(answer.comment());
    deeds.with(
        access,
        id,
        task -> {
          if (link != null) {
            use(access, link);
            JdbcTaskLinks.refuse(access, task);
          }
          String outcome = outcome(task, answer.outcome());
          if (isRepeated(access, task, outcome)) {
            return;
          }
          TaskDeeds.refuseClosed(task);
          Ballots.refuseWithoutReason(task, outcome, answer.comment());
          if (answer.values() != null && !answer.values().isEmpty()) {
            write(access, task, answer);
          }
          store(access, task, outcome, answer.comment());
          deeds.log(access, id, "completed", null, answer.comment(), link);
          if (task.ballot() == null) {
            JsonNode came = JsonNodeFactory.instance.objectNode().put("outcome", outcome);
            steps.resume(access.metadata(), rows.step(access, id), came, TaskDeeds.now(access));
          } else {
            ballots.answered(access, task, task.ballot(), outcome);
          }
        });
  }

  /** Uses a link up; of two at once one finds it used. */
  private void use(Access access, UUID link) {
    int used =
        statements.update(
            Sql.of("update ")
                .add(TaskDeeds.schema(access))
                .add(".task_link set used_at = ")
                .bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(access))
                .add(" where used_at is null and id = ")
                .bind(SqlType.UUID, link));
    if (used == 0) {
      JdbcTaskLinks.refuseUsed(TaskDeeds.now(access));
    }
  }

  private static boolean isRepeated(Access access, UserTask task, String outcome) {
    return task.status() == UserTask.Status.DONE
        && access.userId().equals(task.completedBy())
        && outcome.equals(task.outcome());
  }

  private static String outcome(UserTask task, @Nullable String given) {
    if (task.outcomes().isEmpty() && (given == null || given.equals(DONE))) {
      return DONE;
    }
    List<String> known = task.outcomes().stream().map(UserTask.Outcome::value).toList();
    if (given == null || !known.contains(given)) {
      throw new InputException(
          Problem.at("/outcome", "workflow.unknownOutcome")
              .with("value", given == null ? "" : given)
              .with("known", known.isEmpty() ? List.of(DONE) : known));
    }
    return given;
  }

  private void write(Access access, UserTask task, Answer answer) {
    if (task.entity() == null || task.record() == null) {
      throw new InputException(Problem.at("/values", "workflow.noRecord"));
    }
    var patch = new Operation.Patch(task.record(), null, Objects.requireNonNull(answer.values()));
    WriteOptions options = new WriteOptions(null, "task:" + task.workflow());
    var unused = records.batch(access, task.entity(), List.of(patch), options);
  }

  private void store(Access access, UserTask task, String outcome, @Nullable String comment) {
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(access))
            .add(".user_task set status = 2, outcome = ")
            .bind(SqlType.TEXT, outcome)
            .add(", comment = ")
            .bind(SqlType.TEXT, comment)
            .add(", completed_by = ")
            .bind(SqlType.UUID, access.userId())
            .add(", completed_at = ")
            .bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(access))
            .add(" where id = ")
            .bind(SqlType.UUID, task.id()));
  }

  @Override
  public void claim(Access access, UUID id) {
    deeds.with(
        access,
        id,
        task -> {
          TaskDeeds.refuseClosed(task);
          if (access.userId().equals(task.assignee())) {
            return;
          }
          if (task.assignee() != null) {
            throw new ConflictException(Problem.of("workflow.taskTaken"));
          }
          deeds.assign(access, id, access.userId());
          deeds.log(access, id, "claimed", null, null);
        });
  }

  @Override
  public void transfer(Access access, UUID id, UUID to, @Nullable String comment) {
    TaskDeeds.refuseBad(comment);
    deeds.refuseUnknown(to, "/to");
    deeds.with(
        access,
        id,
        task -> {
          TaskDeeds.refuseClosed(task);
          if (task.ballot() != null) {
            ballots.refuseUnfit(access, task.ballot(), to, "/to");
          }
          deeds.assign(access, id, to);
          deeds.log(access, id, "transferred", to, comment);
        });
  }

  @Override
  public void giveBack(Access access, UUID id, @Nullable String comment) {
    TaskDeeds.refuseBad(comment);
    deeds.with(
        access,
        id,
        task -> {
          TaskDeeds.refuseClosed(task);
          if (!rows.hasCandidates(access, id)) {
            throw new ConflictException(Problem.of("workflow.noCandidates"));
          }
          deeds.assign(access, id, null);
          deeds.log(access, id, "returned", null, comment);
        });
  }
}
