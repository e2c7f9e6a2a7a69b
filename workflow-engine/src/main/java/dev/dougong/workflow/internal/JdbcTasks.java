package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** User tasks as people see and do them. Thread-safe. */
final class JdbcTasks implements Tasks {

  private static final int LONGEST_COMMENT = 2_000;

  private final Statements statements;
  private final Transactions transactions;
  private final StepStore steps;
  private final Records records;
  private final Users users;
  private final TaskRows rows;

  JdbcTasks(
      Statements statements,
      Transactions transactions,
      StepStore steps,
      Records records,
      Users users,
      TaskRows rows) {
    this.statements = statements;
    this.transactions = transactions;
    this.steps = steps;
    this.records = records;
    this.users = users;
    this.rows = rows;
  }

  @Override
  public Page list(Access access, Query query) {
    if (!query.isMine() && !isAdmin(access)) {
      throw new AccessException(Problem.of("workflow.onlyOwnTasks"));
    }
    List<Sql> conditions = new ArrayList<>();
    conditions.add(query.isMine() ? mine(access) : Sql.of("true"));
    if (query.status() != null) {
      conditions.add(Sql.of("t.status = ").number(query.status().code()));
    }
    if (query.after() != null) {
      conditions.add(TaskCursor.read(query.after()).condition());
    }
    int limit = Math.max(1, Math.min(LONGEST_PAGE, query.limit()));
    List<UserTask> found =
        rows.query(
            access,
            new Sql()
                .join(" and ", conditions)
                .add(" order by coalesce(t.due_at, 'infinity'), t.id limit ")
                .number(limit + 1L));
    boolean isMore = found.size() > limit;
    List<UserTask> page = isMore ? found.subList(0, limit) : found;
    return new Page(page, isMore ? TaskCursor.of(page.get(limit - 1)).text() : null);
  }

  private static boolean isAdmin(Access access) {
    return access.evaluation().roles().contains(User.ADMIN);
  }

  /** Whether a task is the caller's: to do, or done by them. */
  private static Sql mine(Access access) {
    UUID me = access.userId();
    UUID unit = access.evaluation().userOrgUnit();
    List<UUID> units =
        unit == null ? List.of() : List.copyOf(access.evaluation().orgTree().upwards(unit));
    return Sql.of("(t.assignee = ")
        .bind(SqlType.UUID, me)
        .add(" or t.completed_by = ")
        .bind(SqlType.UUID, me)
        .add(" or (t.assignee is null and t.status = 1")
        .add(" and (cardinality(t.users) > 0 or t.role is not null)")
        .add(" and (cardinality(t.users) = 0 or ")
        .bind(SqlType.UUID, me)
        .add(" = any(t.users)) and (t.role is null or t.role = any(")
        .bind(SqlType.TEXT_ARRAY, List.copyOf(access.evaluation().roles()))
        .add(")) and (t.org_unit is null or t.org_unit = any(")
        .bind(SqlType.UUID_ARRAY, units)
        .add("))))");
  }

  @Override
  public void complete(Access access, UUID id, Answer answer) {
    refuseBad(answer.comment());
    change(
        access,
        id,
        task -> {
          String outcome = outcome(task, answer.outcome());
          if (isRepeated(access, task, outcome)) {
            return;
          }
          refuseClosed(task);
          if (answer.values() != null && !answer.values().isEmpty()) {
            write(access, task, answer);
          }
          store(access, task, outcome, answer.comment());
          log(access, task, "completed", null, answer.comment());
          JsonNode came = JsonNodeFactory.instance.objectNode().put("outcome", outcome);
          steps.resume(access.metadata(), rows.step(access, id), came, now(access));
        });
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
            .add(schema(access))
            .add(".user_task set status = 2, outcome = ")
            .bind(SqlType.TEXT, outcome)
            .add(", comment = ")
            .bind(SqlType.TEXT, comment)
            .add(", completed_by = ")
            .bind(SqlType.UUID, access.userId())
            .add(", completed_at = ")
            .bind(SqlType.TIMESTAMPTZ, now(access))
            .add(" where id = ")
            .bind(SqlType.UUID, task.id()));
  }

  @Override
  public void transfer(Access access, UUID id, UUID to, @Nullable String comment) {
    refuseBad(comment);
    User user = users.find(to);
    if (user == null || !user.isActive()) {
      throw new InputException(Problem.at("/to", "workflow.unknownUser"));
    }
    change(
        access,
        id,
        task -> {
          refuseClosed(task);
          assign(access, task, to);
          log(access, task, "transferred", to, comment);
        });
  }

  @Override
  public void giveBack(Access access, UUID id, @Nullable String comment) {
    refuseBad(comment);
    change(
        access,
        id,
        task -> {
          refuseClosed(task);
          if (!rows.hasCandidates(access, id)) {
            throw new ConflictException(Problem.of("workflow.noCandidates"));
          }
          assign(access, task, null);
          log(access, task, "returned", null, comment);
        });
  }

  /** Does something with a task that the caller may do it with; nobody else can meanwhile. */
  private void change(Access access, UUID id, Consumer<UserTask> deed) {
    Metadata metadata = access.metadata();
    var unused =
        transactions.required(
            () -> {
              UUID execution = rows.execution(access, id);
              if (execution != null) {
                steps.hold(metadata, execution);
              }
              Sql mine = isAdmin(access) ? Sql.of("true") : mine(access);
              List<UserTask> found =
                  rows.query(access, mine.add(" and t.id = ").bind(SqlType.UUID, id));
              if (found.isEmpty()) {
                throw new AccessException(Problem.of("notFound"));
              }
              deed.accept(found.get(0));
              return true;
            });
  }

  private static void refuseClosed(UserTask task) {
    if (task.status() != UserTask.Status.OPEN) {
      throw new ConflictException(Problem.of("workflow.taskClosed"));
    }
  }

  private void assign(Access access, UserTask task, @Nullable UUID to) {
    statements.update(
        Sql.of("update ")
            .add(schema(access))
            .add(".user_task set assignee = ")
            .bind(SqlType.UUID, to)
            .add(" where id = ")
            .bind(SqlType.UUID, task.id()));
  }

  private static void refuseBad(@Nullable String comment) {
    if (comment == null) {
      return;
    }
    int length = comment.codePointCount(0, comment.length());
    if (length > LONGEST_COMMENT) {
      throw new InputException(
          Problem.at("/comment", "value.tooLong")
              .with("max", LONGEST_COMMENT)
              .with("length", length));
    }
    int[] points = comment.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      boolean isLone = points[i] >= Character.MIN_SURROGATE && points[i] <= Character.MAX_SURROGATE;
      if (points[i] == 0 || isLone) {
        throw new InputException(
            Problem.at("/comment", "value.badCharacter")
                .with("character", "U+" + HexFormat.of().toHexDigits((char) points[i]))
                .with("position", i + 1));
      }
    }
  }

  private void log(
      Access access, UserTask task, String deed, @Nullable UUID subject, @Nullable String comment) {
    statements.update(
        Sql.of("insert into ")
            .add(schema(access))
            .add(".user_task_log (task, at, actor, deed, subject, comment) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, task.id()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now(access)),
                    new Sql().bind(SqlType.UUID, access.userId()),
                    new Sql().bind(SqlType.TEXT, deed),
                    new Sql().bind(SqlType.UUID, subject),
                    new Sql().bind(SqlType.TEXT, comment)))
            .add(")"));
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static Instant now(Access access) {
    return access.evaluation().now();
  }
}
