package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.internal.LinkSigning.Link;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.task.TaskLinks;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Links of tasks over what is stored and signed. Thread-safe. */
final class JdbcTaskLinks implements TaskLinks {

  private final AccessSource accesses;
  private final Users users;
  private final Connectors connectors;
  private final LinkSigning signing;
  private final TaskRows rows;
  private final JdbcTasks tasks;

  JdbcTaskLinks(WorkflowParts.Running parts, LinkSigning signing, TaskRows rows, JdbcTasks tasks) {
    this.accesses = parts.accesses();
    this.users = parts.users();
    this.connectors = new Connectors(parts.channels());
    this.signing = signing;
    this.rows = rows;
    this.tasks = tasks;
  }

  /** Who may do what by a link that is good, as far as its row tells. */
  private record Bearer(Link link, User user, Access access, UserTask task) {}

  @Override
  public Opened open(String token, Locale locale) {
    Bearer bearer = bearer(token, locale);
    return new Opened(bearer.task(), bearer.user().name(), bearer.link().expiresAt());
  }

  @Override
  public void answer(String token, Tasks.Answer answer, Locale locale) {
    Bearer bearer = bearer(token, locale);
    tasks.complete(
        bearer.access(),
        bearer.link().task(),
        new Tasks.Answer(answer.outcome(), answer.comment(), null),
        bearer.link().id());
  }

  private Bearer bearer(String token, Locale locale) {
    Access system = accesses.system("task links");
    Link link = signing.verified(TaskDeeds.schema(system), token);
    if (link == null) {
      throw unknown();
    }
    User user = users.find(link.user());
    if (user == null || !user.isActive() || !link.isCurrent() || !isOffered(system, link)) {
      throw new ConflictException(Problem.of("taskLink.revoked"));
    }
    refuseUsed(link.usedAt());
    if (!link.expiresAt().isAfter(TaskDeeds.now(system))) {
      throw new ConflictException(
          Problem.of("taskLink.expired").with("at", ValueJson.text(link.expiresAt())));
    }
    Access access = accesses.of(user, user.roles(), locale);
    return new Bearer(link, user, access, task(access, link));
  }

  private UserTask task(Access access, Link link) {
    List<UserTask> found = rows.query(access, Sql.of("t.id = ").bind(SqlType.UUID, link.task()));
    if (found.isEmpty()) {
      throw unknown();
    }
    refuse(access, found.get(0));
    return found.get(0);
  }

  private boolean isOffered(Access system, Link link) {
    Connector connector = connectors.find(system.metadata(), link.connector());
    return connector != null && TaskTelling.answers(connector) != TaskTelling.Answers.NONE;
  }

  /** Refuses a task that is closed or no more the person's. */
  static void refuse(Access access, UserTask task) {
    if (task.status() != UserTask.Status.OPEN) {
      throw new ConflictException(Problem.of("taskLink.closed"));
    }
    if (!access.userId().equals(task.assignee())) {
      throw new ConflictException(Problem.of("taskLink.notYours"));
    }
  }

  static void refuseUsed(@Nullable Instant usedAt) {
    if (usedAt != null) {
      throw new ConflictException(Problem.of("taskLink.used").with("at", ValueJson.text(usedAt)));
    }
  }

  private static AccessException unknown() {
    return new AccessException(Problem.of("taskLink.unknown"));
  }
}
