package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of their tasks in the app of the company, where a connector does so: each task once
 * to each who has it, also after it was handed over. Thread-safe.
 */
final class TaskTelling {

  /** Tasks that were open before anybody was told of any are not told. */
  private static final Duration FRESH = Duration.ofHours(1);

  /** How long a link in a message is good. */
  private static final Duration LINKS_LIVE = Duration.ofHours(24);

  private static final String BY_LINK = "answerByLink";

  private final Statements statements;
  private final Connectors connectors;
  private final IdSource ids;

  TaskTelling(Statements statements, Connectors connectors, IdSource ids) {
    this.statements = statements;
    this.connectors = connectors;
    this.ids = ids;
  }

  private record Told(
      UUID task,
      UUID assignee,
      String title,
      String description,
      @Nullable UUID approval,
      boolean isFresh) {}

  /** What a connector lets people answer by the link of its message, without signing in. */
  enum Answers {
    NONE,
    TASKS,
    ALL
  }

  /** What a connector lets people answer so; nothing unless it says it. */
  static Answers answers(Connector connector) {
    JsonNode settings = connector.settings();
    String given = settings.path("tasks").asBoolean() ? settings.path(BY_LINK).asText() : "";
    return given.equals("all") ? Answers.ALL : given.equals("tasks") ? Answers.TASKS : Answers.NONE;
  }

  /** Whether a connector tells people of their tasks. */
  boolean isOn(Access system) {
    return !telling(system).isEmpty();
  }

  private List<Connector> telling(Access system) {
    List<Connector> telling = new ArrayList<>();
    for (String key : system.metadata().documents("connector").keySet()) {
      Connector one = connectors.find(system.metadata(), key);
      if (one != null && one.channel().tellsTasks() && one.settings().path("tasks").asBoolean()) {
        telling.add(one);
      }
    }
    return telling;
  }

  /** Puts messages into the outbox, in the caller's transaction; gives how many tasks it met. */
  int tell(Access system) {
    List<Connector> telling = telling(system);
    if (telling.isEmpty()) {
      return 0;
    }
    SqlName schema = system.metadata().workspace().schema();
    Instant now = system.evaluation().now();
    List<Told> all = untold(schema, now);
    if (all.isEmpty()) {
      return 0;
    }
    ArrayNode messages = ValueJson.mapper().createArrayNode();
    for (Told task : all) {
      if (task.isFresh()) {
        telling.forEach(connector -> messages.add(message(task, connector)));
      }
    }
    statements.update(
        Sql.of("with m as (insert into ")
            .add(schema)
            .add(".outbox (id, key, channel, recipient, title, body, link, state, due_at,")
            .add(" created_at) select n.id, n.key, n.channel, n.recipient, n.title, n.body,")
            .add(" n.link, 1, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, messages)
            .add(") as n (id uuid, key text, channel text, recipient text, title text, body text,")
            .add(" link text) on conflict (key) do nothing returning id) insert into ")
            .add(schema)
            .add(".task_link (id, task, user_id, epoch, connector, created_at, expires_at)")
            .add(" select l.act, l.task, l.recipient, coalesce(u.epoch, 0), l.channel, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(LINKS_LIVE))
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, messages)
            .add(") as l (id uuid, act uuid, task uuid, recipient uuid, channel text)")
            .add(" join m on m.id = l.id left join ")
            .add(schema)
            .add(".app_user u on u.id = l.recipient where l.act is not null"));
    return all.size();
  }

  private List<Told> untold(SqlName schema, Instant now) {
    return statements.query(
        Sql.template(
            """
            with t as (
              select id, told_to is not null or created_at > {1} as is_fresh
              from {0}.user_task where status = 1 and assignee is not null
                and told_to is distinct from assignee
              order by id limit 200 for update skip locked)
            update {0}.user_task u set told_to = u.assignee from t where u.id = t.id
            returning u.id, u.assignee, u.title, u.description,
              case when u.seat is not null then u.step end, t.is_fresh
            """,
            List.of(new Sql().add(schema), new Sql().bind(SqlType.TIMESTAMPTZ, now.minus(FRESH)))),
        row ->
            new Told(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.uuid(2)),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.text(4)),
                row.uuid(5),
                row.bool(6)));
  }

  private ObjectNode message(Told task, Connector connector) {
    ObjectNode message = ValueJson.mapper().createObjectNode();
    message.put("id", ids.next().toString()).put("channel", connector.key());
    message.put("key", "task:" + task.task() + ":" + task.assignee() + ":" + connector.key());
    message.put("recipient", task.assignee().toString()).put("title", task.title());
    message.put("body", task.description().isBlank() ? task.title() : task.description());
    Answers answers = answers(connector);
    if (answers == Answers.ALL || (answers == Answers.TASKS && task.approval() == null)) {
      String act = ids.next().toString();
      message.put("act", act).put("task", task.task().toString());
      return message.put("link", LinkSigning.AT_REST + act);
    }
    String link =
        task.approval() == null ? "/tasks?task=" + task.task() : "/approvals/" + task.approval();
    return message.put("link", link);
  }
}
