package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reminds people of tasks before their time and when it is over, and gives what is overdue to whom
 * the workflow names. What is told and what comes next commit together, and two nodes take
 * different tasks, so that each reminder comes once. At night they wait for the morning.
 * Thread-safe.
 */
final class TaskReminders {

  private static final int CHUNK = 200;

  private final AccessSource accesses;
  private final Statements statements;
  private final Transactions transactions;
  private final IdSource ids;

  TaskReminders(
      AccessSource accesses, Statements statements, Transactions transactions, IdSource ids) {
    this.accesses = accesses;
    this.statements = statements;
    this.transactions = transactions;
    this.ids = ids;
  }

  private record Due(
      UUID id, @Nullable UUID assignee, List<UUID> users, Instant due, JsonNode reminder) {}

  /** Does what is due; gives how many tasks were looked at. */
  int run() {
    Access system = accesses.system("task reminders");
    Instant now = TaskDeeds.now(system);
    return transactions.required(
        () -> {
          List<Due> all = due(system, now);
          if (all.isEmpty()) {
            return 0;
          }
          Instant morning = ContactRules.USUAL.quietUntil(now, system.metadata().zone());
          if (morning == null) {
            remind(system, now, all);
          } else {
            putOff(system, all, morning);
          }
          return all.size();
        });
  }

  private List<Due> due(Access system, Instant now) {
    return statements.query(
        Sql.of("select id, assignee, to_jsonb(users)::text, due_at, reminder::text from ")
            .add(TaskDeeds.schema(system))
            .add(".user_task where status = 1 and remind_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" order by remind_at limit ")
            .number(CHUNK)
            .add(" for update skip locked"),
        TaskReminders::read);
  }

  private static Due read(ResultRow row) {
    return new Due(
        Objects.requireNonNull(row.uuid(1)),
        row.uuid(2),
        users(json(Objects.requireNonNull(row.text(3)))),
        Objects.requireNonNull(row.instant(4)),
        json(Objects.requireNonNullElse(row.text(5), "{}")));
  }

  private static JsonNode json(String text) {
    try {
      return ValueJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<UUID> users(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> UUID.fromString(one.asText()))
        .toList();
  }

  private void putOff(Access system, List<Due> all, Instant morning) {
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(system))
            .add(".user_task set remind_at = ")
            .bind(SqlType.TIMESTAMPTZ, morning)
            .add(" where id = any(")
            .bind(SqlType.UUID_ARRAY, all.stream().map(Due::id).toList())
            .add(")"));
  }

  private void remind(Access system, Instant now, List<Due> all) {
    ArrayNode notices = JsonNodeFactory.instance.arrayNode();
    ArrayNode escalations = JsonNodeFactory.instance.arrayNode();
    for (Due task : all) {
      boolean isOverdue = !task.due().isAfter(now);
      List<UUID> people = task.assignee() == null ? task.users() : List.of(task.assignee());
      people.forEach(user -> notice(notices, task, user, isOverdue ? "overdue" : "soon"));
      JsonNode to = task.reminder().path("escalate");
      if (isOverdue && to.isObject()) {
        List<UUID> next = users(to.path("users"));
        next.forEach(user -> notice(notices, task, user, "escalated"));
        escalations.add(escalation(task, to, next));
      }
    }
    tell(system, now, notices);
    goOn(system, now, all);
    if (!escalations.isEmpty()) {
      escalate(system, now, escalations);
    }
  }

  private void notice(ArrayNode notices, Due task, UUID user, String what) {
    notices
        .addObject()
        .put("id", ids.next().toString())
        .put("task", task.id().toString())
        .put("user_id", user.toString())
        .put("what", what);
  }

  private static ObjectNode escalation(Due task, JsonNode to, List<UUID> next) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", task.id().toString());
    row.put("assignee", next.size() == 1 ? next.get(0).toString() : null);
    row.set("users", to.path("users"));
    row.set("role", to.get("role"));
    row.set("org_unit", to.get("orgUnit"));
    return row;
  }

  /** A notice to each, in their language. */
  private void tell(Access system, Instant now, ArrayNode notices) {
    SqlName schema = TaskDeeds.schema(system);
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".notice (id, user_id, title, body, at) select n.id, n.user_id, case u.language")
            .add(" when 'en' then case n.what when 'soon' then 'Due soon: ' when 'overdue' then")
            .add(" 'Overdue: ' else 'Overdue, now yours: ' end else case n.what when 'soon' then")
            .add(" '待办快到期：' when 'overdue' then '待办已逾期：' else '逾期待办已转给您：' end end || t.title,")
            .add(" case u.language when 'en' then 'Due ' else '截止 ' end || to_char(t.due_at")
            .add(" at time zone ")
            .bind(SqlType.TEXT, system.metadata().zone().getId())
            .add(", 'YYYY-MM-DD HH24:MI'), ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, notices)
            .add(") as n(id uuid, task uuid, user_id uuid, what text) join ")
            .add(schema)
            .add(".user_task t on t.id = n.task join ")
            .add(schema)
            .add(".app_user u on u.id = n.user_id and u.is_active"));
  }

  /** What was reminded of before its time is looked at again when it is over. */
  private void goOn(Access system, Instant now, List<Due> all) {
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(system))
            .add(".user_task set remind_at = case when due_at > ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" and (reminder->'isOverdue' = 'true' or jsonb_exists(reminder, 'escalate'))")
            .add(" then due_at end where id = any(")
            .bind(SqlType.UUID_ARRAY, all.stream().map(Due::id).toList())
            .add(")"));
  }

  private void escalate(Access system, Instant now, ArrayNode escalations) {
    SqlName schema = TaskDeeds.schema(system);
    statements.update(
        Sql.of("with d as (update ")
            .add(schema)
            .add(".user_task t set stands_for = coalesce(t.stands_for, t.assignee),")
            .add(" assignee = e.assignee, users = coalesce(e.users, '{}'), role = e.role,")
            .add(" org_unit = e.org_unit from jsonb_to_recordset(")
            .bind(SqlType.JSONB, escalations)
            .add(") as e(id uuid, assignee uuid, users uuid[], role text, org_unit uuid)")
            .add(" where t.id = e.id returning t.id, t.assignee) insert into ")
            .add(schema)
            .add(".user_task_log (task, at, actor, deed, subject) select id, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", null, 'escalated', assignee from d"));
  }
}
