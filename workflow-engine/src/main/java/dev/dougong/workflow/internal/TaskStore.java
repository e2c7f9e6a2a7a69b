package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.node.Effect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** User tasks in PostgreSQL, as steps open and close them. Thread-safe. */
final class TaskStore {

  private final Statements statements;

  TaskStore(Statements statements) {
    this.statements = statements;
  }

  /** Opens a task of a step; for somebody who is away it goes to their deputy. */
  void open(StepRunner.Run run, UUID id, Effect.OpenTask task) {
    StepRow.ExecutionRow execution = run.step().execution();
    Effect.People people = task.candidates();
    boolean isOne = task.assignee() == null && people.users().size() == 1;
    UUID assignee = isOne ? people.users().get(0) : task.assignee();
    SqlName schema = run.metadata().workspace().schema();
    Effect.Reminder reminder = task.reminder();
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".user_task (id, execution, step, workflow, entity, record, title, description,")
            .add(" assignee, stands_for, users, role, org_unit, due_at, outcomes, status,")
            .add(" created_at, remind_at, reminder) select ")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, id),
                    new Sql().bind(SqlType.UUID, execution.id()),
                    new Sql().bind(SqlType.UUID, run.step().id()),
                    new Sql().bind(SqlType.TEXT, execution.workflow()),
                    new Sql()
                        .bind(SqlType.INTEGER, execution.entity() == 0 ? null : execution.entity()),
                    new Sql().bind(SqlType.UUID, execution.record()),
                    new Sql().bind(SqlType.TEXT, task.title()),
                    new Sql().bind(SqlType.TEXT, task.description()),
                    Sql.of("coalesce(d.deputy, x.assignee)"),
                    Sql.of("case when d.deputy is not null then x.assignee end"),
                    new Sql().bind(SqlType.UUID_ARRAY, people.users()),
                    new Sql().bind(SqlType.TEXT, people.role()),
                    new Sql().bind(SqlType.UUID, people.orgUnit()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, task.due()),
                    new Sql().bind(SqlType.JSONB, task.outcomes()),
                    Sql.of("1"),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, reminder == null ? null : reminder.first()),
                    new Sql().bind(SqlType.JSONB, reminder == null ? null : json(reminder))))
            .add(" from (select ")
            .bind(SqlType.UUID, assignee)
            .add(" as assignee) x")
            .add(JdbcDeputies.join(schema, Sql.of("x.assignee"), Sql.of("null"), run.now())));
  }

  private static ObjectNode json(Effect.Reminder reminder) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("isOverdue", reminder.isOverdue());
    Effect.People to = reminder.escalation();
    if (to != null) {
      ObjectNode escalate = json.putObject("escalate").put("role", to.role());
      escalate.put("orgUnit", to.orgUnit() == null ? null : to.orgUnit().toString());
      ArrayNode users = escalate.putArray("users");
      to.users().forEach(user -> users.add(user.toString()));
    }
    return json;
  }

  /** Takes back the open tasks of a step. */
  void closeAll(Metadata metadata, UUID step, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".user_task set status = 3, completed_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status in (1, 4) and step = ")
            .bind(SqlType.UUID, step));
  }
}
