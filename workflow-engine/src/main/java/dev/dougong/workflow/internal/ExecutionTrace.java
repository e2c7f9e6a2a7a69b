package dev.dougong.workflow.internal;

import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Messages to a person; and names in whatever executions about the person hold: steps, tasks,
 * approvals, calls. Nothing is ended: a repair goes on without the name of whose telephone it is.
 */
@WorkspaceScoped
public final class ExecutionTrace implements PersonalTrace {

  /** The id in an address, as a pattern. */
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Override
  public String kind() {
    return "message";
  }

  @Override
  public Label label() {
    return new Label(Map.of("zh", "消息", "en", "Messages"));
  }

  /** Messages that workflows about the person wrote, to whomever. */
  @Override
  public Sql rows(PersonalReach reach) {
    return Sql.template(
        """
        select o.created_at as at, jsonb_build_object('channel', o.channel, 'to', case when o.recipient not like '~%' then o.recipient end,
          'title', o.title, 'text', o.body, 'sentAt', o.sent_at) as content
        from {0}.outbox o join {0}.execution x on x.id = o.execution where x.record = any({1})
        """,
        List.of(
            new Sql().add(reach.schema()), new Sql().bind(SqlType.UUID_ARRAY, reach.persons())));
  }

  /** Numbers and addresses are found by their values, names by {@link #hanging}. */
  @Override
  public List<Sql> blank(PersonalReach reach) {
    return List.of();
  }

  @Override
  public List<Hanging> hanging(PersonalReach reach) {
    return List.of(
        hanging("execution", own(reach), "variables", "reason", "problem"),
        hanging("step", of(reach), "came", "output", "problem"),
        hanging("service_call", of(reach), "request"),
        hanging("approval", of(reach), "title"),
        hanging("user_task", of(reach), "title", "description"),
        hanging("user_task_log", ofTasks(reach), "comment"),
        hanging("outbox", of(reach), "title", "body", "parameters", "fault", "html"),
        hanging("notice", linked(reach), "title", "body"));
  }

  private static Hanging hanging(String table, Sql condition, String... columns) {
    return new Hanging(SqlName.of(table), Stream.of(columns).map(SqlName::of).toList(), condition);
  }

  private static Sql own(PersonalReach reach) {
    return Sql.of("record = any(").bind(SqlType.UUID_ARRAY, reach.all()).add(")");
  }

  private static Sql of(PersonalReach reach) {
    return Sql.of("execution in (select id from ")
        .add(reach.schema())
        .add(".execution where ")
        .add(own(reach))
        .add(")");
  }

  private static Sql ofTasks(PersonalReach reach) {
    return Sql.of("task in (select id from ")
        .add(reach.schema())
        .add(".user_task where ")
        .add(of(reach))
        .add(")");
  }

  /** Notices that open a record or a task of theirs. */
  private static Sql linked(PersonalReach reach) {
    return Sql.of("substring(link from '")
        .add(ID)
        .add("') in (select unnest(")
        .bind(SqlType.UUID_ARRAY, reach.all())
        .add(")::text union all select id::text from ")
        .add(reach.schema())
        .add(".user_task where ")
        .add(of(reach))
        .add(")");
  }
}
