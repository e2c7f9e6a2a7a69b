package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all deeds with tasks have in common: whose a task is, that one deed comes after the other,
 * and that each is written down. Thread-safe.
 */
final class TaskDeeds {

  private static final int LONGEST_COMMENT = 2_000;

  private final Statements statements;
  private final Transactions transactions;
  private final StepStore steps;
  private final Users users;
  private final TaskRows rows;

  TaskDeeds(
      Statements statements,
      Transactions transactions,
      StepStore steps,
      Users users,
      TaskRows rows) {
    this.statements = statements;
    this.transactions = transactions;
    this.steps = steps;
    this.users = users;
    this.rows = rows;
  }

  static boolean isAdmin(Access access) {
    return access.evaluation().roles().contains(User.ADMIN);
  }

  /** Whether a task is the caller's: to do, or done by them. */
  static Sql mine(Access access) {
    return Sql.of("(t.assignee = ")
        .bind(SqlType.UUID, access.userId())
        .add(" or (t.status = 1 and t.stands_for = ")
        .bind(SqlType.UUID, access.userId())
        .add(") or t.completed_by = ")
        .bind(SqlType.UUID, access.userId())
        .add(" or (t.assignee is null and t.status = 1 and ")
        .add(candidate(access))
        .add("))");
  }

  /** Whether the caller is one of those who may do a task that is nobody's. */
  static Sql candidate(Access access) {
    UUID unit = access.evaluation().userOrgUnit();
    List<UUID> units =
        unit == null ? List.of() : List.copyOf(access.evaluation().orgTree().upwards(unit));
    return Sql.of("((cardinality(t.users) > 0 or t.role is not null)")
        .add(" and (cardinality(t.users) = 0 or ")
        .bind(SqlType.UUID, access.userId())
        .add(" = any(t.users)) and (t.role is null or t.role = any(")
        .bind(SqlType.TEXT_ARRAY, List.copyOf(access.evaluation().roles()))
        .add(")) and (t.org_unit is null or t.org_unit = any(")
        .bind(SqlType.UUID_ARRAY, units)
        .add(")) and t.barred is distinct from ")
        .bind(SqlType.UUID, access.userId())
        .add(")");
  }

  /** Does something with an execution; nobody else can meanwhile. */
  void alone(Access access, UUID execution, Runnable deed) {
    var unused =
        transactions.required(
            () -> {
              steps.hold(access.metadata(), execution);
              deed.run();
              return true;
            });
  }

  /**
   * Does something with a task that the caller may do it with; nobody else can meanwhile. Who might
   * have done it is told that another one has taken it.
   */
  void with(Access access, UUID id, Consumer<UserTask> deed) {
    UUID execution = rows.execution(access, id);
    if (execution == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    alone(
        access,
        execution,
        () -> {
          UserTask task = find(access, id, isAdmin(access) ? Sql.of("true") : mine(access));
          if (task == null) {
            UserTask lost = find(access, id, candidate(access));
            if (lost == null || lost.status() == UserTask.Status.PLANNED) {
              throw new AccessException(Problem.of("notFound"));
            }
            refuseClosed(lost);
            throw new ConflictException(Problem.of("workflow.taskTaken"));
          }
          deed.accept(task);
        });
  }

  private @Nullable UserTask find(Access access, UUID id, Sql condition) {
    List<UserTask> found = rows.query(access, condition.add(" and t.id = ").bind(SqlType.UUID, id));
    return found.isEmpty() ? null : found.get(0);
  }

  static void refuseClosed(UserTask task) {
    if (task.status() != UserTask.Status.OPEN) {
      throw new ConflictException(Problem.of("workflow.taskClosed"));
    }
  }

  /** Refuses a user who does not exist or has left. */
  void refuseUnknown(UUID id, String place) {
    User user = users.find(id);
    if (user == null || !user.isActive()) {
      throw new InputException(Problem.at(place, "workflow.unknownUser"));
    }
  }

  static void refuseBad(@Nullable String comment) {
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

  void assign(Access access, UUID task, @Nullable UUID to) {
    statements.update(
        Sql.of("update ")
            .add(schema(access))
            .add(".user_task set stands_for = null, assignee = ")
            .bind(SqlType.UUID, to)
            .add(" where id = ")
            .bind(SqlType.UUID, task));
  }

  void log(
      Access access, UUID task, String deed, @Nullable UUID subject, @Nullable String comment) {
    log(access, task, deed, subject, comment, null);
  }

  /** Writes a deed down; one by a link says by which. */
  void log(
      Access access,
      UUID task,
      String deed,
      @Nullable UUID subject,
      @Nullable String comment,
      @Nullable UUID link) {
    statements.update(
        Sql.of("insert into ")
            .add(schema(access))
            .add(".user_task_log (task, at, actor, deed, subject, comment, link) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, task),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now(access)),
                    new Sql().bind(SqlType.UUID, access.userId()),
                    new Sql().bind(SqlType.TEXT, deed),
                    new Sql().bind(SqlType.UUID, subject),
                    new Sql().bind(SqlType.TEXT, comment),
                    new Sql().bind(SqlType.UUID, link)))
            .add(")"));
  }

  static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  static Instant now(Access access) {
    return access.evaluation().now();
  }
}
