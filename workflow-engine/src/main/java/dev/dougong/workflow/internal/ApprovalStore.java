package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.node.ApprovalRequest;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Approvals and their seats in PostgreSQL. Whoever changes one holds its execution. Thread-safe.
 */
final class ApprovalStore {

  private final Statements statements;
  private final IdSource ids;

  ApprovalStore(Statements statements, IdSource ids) {
    this.statements = statements;
    this.ids = ids;
  }

  /** Opens the approval of a step, with a task for each of its people. */
  void open(StepRunner.Run run, ApprovalRequest request) {
    StepRow.ExecutionRow execution = run.step().execution();
    SqlName schema = run.metadata().workspace().schema();
    UUID barred = request.isOwnAllowed() ? null : request.requester();
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".approval (step, execution, workflow, title, requester, barred, approvals,")
            .add(" refusals, return_to, needs_reason, time_limit, status, created_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, run.step().id()),
                    new Sql().bind(SqlType.UUID, execution.id()),
                    new Sql().bind(SqlType.TEXT, execution.workflow()),
                    new Sql().bind(SqlType.TEXT, request.title()),
                    new Sql().bind(SqlType.UUID, request.requester()),
                    new Sql().bind(SqlType.UUID, barred),
                    new Sql().number(request.approvals()),
                    new Sql().number(request.refusals()),
                    new Sql().bind(SqlType.JSONB, returnTo(run, request)),
                    Sql.of(request.needsReason() ? "true" : "false"),
                    new Sql().bind(SqlType.TEXT, request.limit()),
                    Sql.of("1"),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now())))
            .add(")"));
    openSeats(run, request, barred);
  }

  private void openSeats(StepRunner.Run run, ApprovalRequest request, @Nullable UUID barred) {
    StepRow.ExecutionRow execution = run.step().execution();
    Instant due = ApprovalRow.due(request.limit(), run.now(), run.metadata().zone());
    statements.update(
        Sql.of("insert into ")
            .add(run.metadata().workspace().schema())
            .add(".user_task (id, execution, step, workflow, entity, record, title, description,")
            .add(
                " assignee, stands_for, users, role, org_unit, seat, place, round, status, due_at,")
            .add(" outcomes, barred, created_at) select x.id, ")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, execution.id()),
                    new Sql().bind(SqlType.UUID, run.step().id()),
                    new Sql().bind(SqlType.TEXT, execution.workflow()),
                    new Sql()
                        .bind(SqlType.INTEGER, execution.entity() == 0 ? null : execution.entity()),
                    new Sql().bind(SqlType.UUID, execution.record()),
                    new Sql().bind(SqlType.TEXT, request.title()),
                    new Sql().bind(SqlType.TEXT, request.description()),
                    Sql.of("coalesce(d.deputy, x.assignee)"),
                    Sql.of("case when d.deputy is not null then x.assignee end"),
                    Sql.of("x.users, x.role, x.org_unit, x.seat, x.place, 1"),
                    Sql.of("case when x.place = 1 then 1 else 4 end"),
                    Sql.of("case when x.place = 1 then ")
                        .bind(SqlType.TIMESTAMPTZ, due)
                        .add(" end"),
                    new Sql().bind(SqlType.JSONB, answers()),
                    new Sql().bind(SqlType.UUID, barred),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now())))
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, seats(request))
            .add(") as x(id uuid, assignee uuid, users uuid[], role text, org_unit uuid,")
            .add(" seat smallint, place smallint)")
            .add(
                JdbcDeputies.join(
                    run.metadata().workspace().schema(),
                    Sql.of("case when x.place = 1 then x.assignee end"),
                    new Sql().bind(SqlType.UUID, barred),
                    run.now())));
  }

  private ArrayNode seats(ApprovalRequest request) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (int seat = 0; seat < request.seats().size(); seat++) {
      List<Effect.People> people = request.seats().get(seat);
      for (int place = 0; place < people.size(); place++) {
        Effect.People one = people.get(place);
        ObjectNode row = rows.addObject().put("id", ids.next().toString());
        row.put("seat", seat + 1).put("place", place + 1).put("role", one.role());
        row.put("assignee", one.users().size() == 1 ? one.users().get(0).toString() : null);
        row.put("org_unit", one.orgUnit() == null ? null : one.orgUnit().toString());
        ArrayNode users = row.putArray("users");
        one.users().forEach(user -> users.add(user.toString()));
      }
    }
    return rows;
  }

  private static ArrayNode returnTo(StepRunner.Run run, ApprovalRequest request) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (String id : request.returnTo()) {
      NodeDefinition node = run.workflow().model().definition().node(id);
      ObjectNode one = nodes.addObject().put("value", id);
      if (node != null) {
        one.set("label", node.options().path("label"));
      }
    }
    return nodes;
  }

  private static ArrayNode answers() {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    answer(answers, ApprovalRequest.APPROVE, "同意", "Approve");
    answer(answers, ApprovalRequest.REJECT, "驳回", "Reject");
    return answers;
  }

  private static void answer(ArrayNode answers, String value, String zh, String en) {
    answers.addObject().put("value", value).putObject("label").put("zh", zh).put("en", en);
  }

  /** The approval, or null. */
  @Nullable ApprovalRow find(Metadata metadata, UUID id) {
    return statements.queryOne(
        Sql.of("select step, execution, requester, barred, approvals, refusals, round, return_to,")
            .add(" time_limit, status from ")
            .add(metadata.workspace().schema())
            .add(".approval where step = ")
            .bind(SqlType.UUID, id),
        ApprovalStore::row);
  }

  private static ApprovalRow row(ResultRow row) {
    return new ApprovalRow(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        row.uuid(3),
        row.uuid(4),
        (int) row.number(5),
        (int) row.number(6),
        (int) row.number(7),
        TaskRows.outcomes(Objects.requireNonNull(row.text(8))),
        row.text(9),
        Approval.Status.of((int) row.number(10)));
  }

  /** How its seats stand. */
  ApprovalRow.Tally tally(Metadata metadata, ApprovalRow approval) {
    ApprovalRow.Tally tally =
        statements.queryOne(
            Sql.of("select count(*) filter (where s.approves), count(*) filter (where s.refuses)")
                .add(" from (select bool_and(t.status = 2 and t.outcome = 'approve') as approves,")
                .add(" bool_or(t.status = 2 and t.outcome = 'reject') as refuses from ")
                .add(ofRound(metadata, approval))
                .add(" and t.status <> 3 group by t.seat) s"),
            row -> new ApprovalRow.Tally((int) row.number(1), (int) row.number(2)));
    return Objects.requireNonNull(tally);
  }

  /** The seats' tasks {@code t} of its round. */
  private static Sql ofRound(Metadata metadata, ApprovalRow approval) {
    return new Sql()
        .add(metadata.workspace().schema())
        .add(".user_task t where t.seat > 0 and t.step = ")
        .bind(SqlType.UUID, approval.id())
        .add(" and t.round = ")
        .number(approval.round());
  }

  /** Opens in each seat whoever is next, where nobody of it is asked; tells how many. */
  int openNext(Metadata metadata, ApprovalRow approval, @Nullable Instant due, Instant now) {
    SqlName schema = metadata.workspace().schema();
    return statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".user_task u set status = 1, due_at = ")
            .bind(SqlType.TIMESTAMPTZ, due)
            .add(", assignee = coalesce(d.deputy, u.assignee), stands_for = case when d.deputy")
            .add(" is not null then u.assignee else u.stands_for end")
            .add(" from (select distinct on (t.seat) t.id, t.seat, t.barred,")
            .add(" case when t.stands_for is null then t.assignee end as assignee from ")
            .add(ofRound(metadata, approval))
            .add(" and t.status = 4 order by t.seat, t.place) n")
            .add(JdbcDeputies.join(schema, Sql.of("n.assignee"), Sql.of("n.barred"), now))
            .add(" where u.id = n.id")
            .add(" and not exists (select from ")
            .add(ofRound(metadata, approval))
            .add(" and t.seat = n.seat and (t.status = 1 or t.outcome = 'reject'))"));
  }

  /** Asks nobody for now. */
  void pause(Metadata metadata, ApprovalRow approval) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".user_task u set status = 4 from ")
            .add(ofRound(metadata, approval))
            .add(" and t.status = 1 and u.id = t.id"));
  }

  /** Begins a new round, in which nobody has answered and nobody is asked yet. */
  void renew(Metadata metadata, ApprovalRow approval, Instant now) {
    SqlName schema = metadata.workspace().schema();
    int people =
        (int)
            statements.count(
                Sql.of("select count(*) from ")
                    .add(ofRound(metadata, approval))
                    .add(" and t.status <> 3"));
    List<UUID> fresh = IntStream.range(0, people).mapToObj(i -> ids.next()).toList();
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".user_task (id, execution, step, workflow, entity, record, title, description,")
            .add(" assignee, users, role, org_unit, seat, place, round, status, outcomes, barred,")
            .add(" created_at) select n.id, o.execution, o.step, o.workflow, o.entity, o.record,")
            .add(
                " o.title, o.description, coalesce(o.stands_for, o.assignee), o.users, o.role, o.org_unit, o.seat,")
            .add(" o.place, o.round + 1, 4, o.outcomes, o.barred, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" from (select t.*, row_number() over (order by t.seat, t.place) as i from ")
            .add(ofRound(metadata, approval))
            .add(" and t.status <> 3) o join unnest(")
            .bind(SqlType.UUID_ARRAY, fresh)
            .add(") with ordinality as n(id, i) using (i)"));
    close(metadata, approval.id(), approval.round(), now);
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".approval set round = round + 1 where step = ")
            .bind(SqlType.UUID, approval.id()));
  }

  private void close(Metadata metadata, UUID id, int lastRound, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".user_task set status = 3, completed_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status in (1, 4) and step = ")
            .bind(SqlType.UUID, id)
            .add(" and round <= ")
            .number(lastRound));
  }

  /** Ends it, and takes back what is not answered. */
  void end(Metadata metadata, UUID id, Approval.Status status, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".approval set status = ")
            .number(status.code())
            .add(", ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status = 1 and step = ")
            .bind(SqlType.UUID, id));
    close(metadata, id, Integer.MAX_VALUE, now);
  }

  /** Asks those who are asked once more; they are seen by {@code urged_at}. */
  void urge(Metadata metadata, UUID id, @Nullable UUID by, @Nullable String comment, Instant now) {
    SqlName schema = metadata.workspace().schema();
    Sql urged =
        Sql.of("update ")
            .add(schema)
            .add(".user_task set urged_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status = 1 and step = ")
            .bind(SqlType.UUID, id)
            .add(" returning id, assignee");
    note(schema, urged, by, "urged", comment, now);
  }

  /** Gives what is open to other people, who have any time. */
  void escalate(StepRunner.Run run, Effect.People to) {
    SqlName schema = run.metadata().workspace().schema();
    UUID one = to.users().size() == 1 ? to.users().get(0) : null;
    Sql escalated =
        Sql.of("update ")
            .add(schema)
            .add(".user_task set assignee = ")
            .bind(SqlType.UUID, one)
            .add(", users = ")
            .bind(SqlType.UUID_ARRAY, to.users())
            .add(", role = ")
            .bind(SqlType.TEXT, to.role())
            .add(", org_unit = ")
            .bind(SqlType.UUID, to.orgUnit())
            .add(", due_at = null where status = 1 and seat > 0 and step = ")
            .bind(SqlType.UUID, run.step().id())
            .add(" returning id, assignee");
    note(schema, escalated, null, "escalated", null, run.now());
  }

  /** Writes down what a statement did with tasks. */
  private void note(
      SqlName schema,
      Sql update,
      @Nullable UUID by,
      String deed,
      @Nullable String comment,
      Instant now) {
    statements.update(
        Sql.of("with d as (")
            .add(update)
            .add(") insert into ")
            .add(schema)
            .add(".user_task_log (task, at, actor, deed, subject, comment) select id, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.UUID, by)
            .add(", ")
            .bind(SqlType.TEXT, deed)
            .add(", assignee, ")
            .bind(SqlType.TEXT, comment)
            .add(" from d"));
  }

  /** Puts one more person before or after a task of a seat. */
  void insert(
      Metadata metadata, ApprovalRow approval, UUID task, Approvals.Addition wish, Instant now) {
    SqlName schema = metadata.workspace().schema();
    UUID id = ids.next();
    Instant due = approval.due(now, metadata.zone());
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".user_task u set place = u.place + 1, status =")
            .add(" case when u.id = m.id then ")
            .number(wish.isBefore() ? 4 : 1)
            .add(" else u.status end from ")
            .add(schema)
            .add(".user_task m where m.id = ")
            .bind(SqlType.UUID, task)
            .add(" and u.step = m.step and u.round = m.round and u.seat = m.seat and u.place ")
            .add(wish.isBefore() ? Sql.of(">=") : Sql.of(">"))
            .add(" m.place"));
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".user_task (id, execution, step, workflow, entity, record, title, description,")
            .add(" assignee, users, seat, place, round, status, due_at, outcomes, barred,")
            .add(" created_at) select ")
            .bind(SqlType.UUID, id)
            .add(", execution, step, workflow, entity, record, title, description, ")
            .bind(SqlType.UUID, wish.user())
            .add(", '{}', seat, place ")
            .add(wish.isBefore() ? Sql.of("- 1, round, 1, ") : Sql.of("+ 1, round, 4, "))
            .bind(SqlType.TIMESTAMPTZ, wish.isBefore() ? due : null)
            .add(", outcomes, barred, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" from ")
            .add(schema)
            .add(".user_task where id = ")
            .bind(SqlType.UUID, task));
  }
}
