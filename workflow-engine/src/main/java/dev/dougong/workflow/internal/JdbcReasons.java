package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.execution.Reasons;
import dev.dougong.workflow.internal.Segments.Segment;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is stored about a record and its workflows: a fixed number of statements,
 * however many workflows there are. Thread-safe.
 */
final class JdbcReasons implements Reasons {

  private static final String IMPORT = "import";

  private final Statements statements;
  private final Workflows workflows;
  private final RecordRows rows;
  private final Directory directory;
  private final WorkflowPauses pauses;
  private final HeldBack heldBack;
  private final Segments segments = new Segments();

  JdbcReasons(
      Statements statements,
      Workflows workflows,
      RecordRows rows,
      Directory directory,
      HeldBack heldBack) {
    this.heldBack = heldBack;
    this.statements = statements;
    this.workflows = workflows;
    this.rows = rows;
    this.directory = directory;
    pauses = new WorkflowPauses(statements);
  }

  /** What is stored about the record, by workflow or segment. */
  private record Stored(
      Map<String, Instant> paused,
      Map<String, ObjectNode> last,
      Map<String, Instant> next,
      Map<String, ObjectNode> skips,
      Map<String, Instant> member,
      Map<String, Fact> messages,
      String madeBy) {}

  /** A record that the reader may see. */
  private record Seen(Entity entity, UUID id, Row row) {}

  private Seen seen(Access access, String key, UUID record) {
    Entity entity = access.metadata().findEntity(key);
    if (entity == null || !access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("notFound"));
    }
    Row row = rows.find(access, entity, List.of(record)).get(record);
    if (row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return new Seen(entity, record, row);
  }

  @Override
  public List<Fact> about(Access access, String key, UUID record) {
    Seen seen = seen(access, key, record);
    return heldBack.about(access, seen.entity(), record, seen.row());
  }

  @Override
  public List<Reason> of(Access access, String key, UUID record) {
    Metadata metadata = access.metadata();
    Seen seen = seen(access, key, record);
    Workflows.Published published = workflows.of(metadata);
    List<CompiledWorkflow> all = new ArrayList<>();
    for (String name : new TreeSet<>(metadata.documents("workflow").keySet())) {
      CompiledWorkflow workflow = published.find(name);
      if (workflow != null
          && (workflow.model().heard() == seen.entity()
              || !HeldBack.choosing(workflow, key).isEmpty())) {
        all.add(workflow);
      }
    }
    Stored stored = stored(access, record, all.stream().map(CompiledWorkflow::key).toList());
    List<Reason> reasons = new ArrayList<>();
    for (CompiledWorkflow workflow : all) {
      reasons.add(new Reason(workflow.key(), facts(access, workflow, seen, stored)));
    }
    return reasons;
  }

  // ---- what is stored ----

  private Stored stored(Access access, UUID record, List<String> keys) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    Map<String, ObjectNode> last = new HashMap<>();
    statements.query(
        ofRecord(
            Sql.of("select distinct on (workflow) workflow, id, status, started_at from ")
                .add(schema)
                .add(".execution"),
            record,
            keys,
            Sql.of(" order by workflow, id desc")),
        row -> {
          last.put(
              Objects.requireNonNull(row.text(1)),
              details()
                  .put("execution", Objects.requireNonNull(row.uuid(2)).toString())
                  .put("status", Status.of((int) row.number(3)).key())
                  .put("at", moment(row.instant(4))));
          return true;
        });
    Map<String, ObjectNode> skips = new HashMap<>();
    statements.query(
        ofRecord(
            Sql.of("select distinct on (workflow) workflow, due_at, at, reason from ")
                .add(schema)
                .add(".due_skip"),
            record,
            keys,
            Sql.of(" order by workflow, at desc")),
        row -> {
          skips.put(
              Objects.requireNonNull(row.text(1)),
              details()
                  .put("due", moment(row.instant(2)))
                  .put("at", moment(row.instant(3)))
                  .put("reason", row.text(4)));
          return true;
        });
    return new Stored(
        pauses.all(metadata),
        last,
        next(schema, record, keys),
        skips,
        member(schema, record),
        heldBack.messages(access, record, keys),
        madeBy(schema, record));
  }

  private Map<String, Instant> next(SqlName schema, UUID record, List<String> keys) {
    Map<String, Instant> next = new HashMap<>();
    statements.query(
        ofRecord(
            Sql.of("select workflow, due_at from ").add(schema).add(".due_row"),
            record,
            keys,
            new Sql()),
        row -> {
          next.put(Objects.requireNonNull(row.text(1)), Objects.requireNonNull(row.instant(2)));
          return true;
        });
    statements.query(
        Sql.of("select workflow, next_at from ")
            .add(schema)
            .add(".schedule_row where workflow = any(")
            .bind(SqlType.TEXT_ARRAY, keys)
            .add(")"),
        row -> {
          next.put(Objects.requireNonNull(row.text(1)), Objects.requireNonNull(row.instant(2)));
          return true;
        });
    return next;
  }

  private static Sql ofRecord(Sql select, UUID record, List<String> keys, Sql order) {
    return select
        .add(" where record = ")
        .bind(SqlType.UUID, record)
        .add(" and workflow = any(")
        .bind(SqlType.TEXT_ARRAY, keys)
        .add(")")
        .add(order);
  }

  private Map<String, Instant> member(SqlName schema, UUID record) {
    Map<String, Instant> member = new HashMap<>();
    statements.query(
        Sql.of("select segment, since from ")
            .add(schema)
            .add(".segment_member where record = ")
            .bind(SqlType.UUID, record),
        row -> {
          member.put(Objects.requireNonNull(row.text(1)), Objects.requireNonNull(row.instant(2)));
          return true;
        });
    return member;
  }

  /** What the write that made the record says of itself; empty where it is not known. */
  private String madeBy(SqlName schema, UUID record) {
    String why =
        statements.queryOne(
            Sql.of("select why from ")
                .add(schema)
                .add(".change where op = 1 and record = ")
                .bind(SqlType.UUID, record)
                .add(" order by seq limit 1"),
            row -> row.text(1));
    return why == null ? "" : why;
  }

  // ---- what follows from it ----

  private List<Fact> facts(Access access, CompiledWorkflow workflow, Seen seen, Stored stored) {
    Row row = seen.row();
    List<Fact> facts = new ArrayList<>();
    String key = workflow.key();
    Instant paused = stored.paused().get(key);
    if (paused != null) {
      facts.add(new Fact(What.PAUSED, details().put("since", moment(paused))));
    }
    ObjectNode last = stored.last().get(key);
    facts.add(last == null ? new Fact(What.NEVER, details()) : new Fact(What.STARTED, last));
    Occasion occasion = workflow.model().occasion();
    if (occasion instanceof Occasion.Due) {
      due(access, workflow, row, stored, facts);
    } else if (occasion instanceof Occasion.Membership membership) {
      facts.add(membership(access, membership, row, stored));
    } else if (occasion instanceof Occasion.Changed changed && last == null) {
      changed(changed, stored.madeBy(), facts);
    } else if (occasion instanceof Occasion.Scheduled) {
      scheduled(access, workflow, seen, stored, facts);
    }
    Fact message = stored.messages().get(key);
    if (message != null) {
      facts.add(message);
    }
    CompiledExpression when = workflow.when();
    if (when != null) {
      ObjectNode details = details().put("isTrue", when.isTrue(row, access.evaluation()));
      details.set("values", values(access, heard(workflow), when.expression(), row));
      facts.add(new Fact(What.CONDITION, details));
    }
    return facts;
  }

  private void scheduled(
      Access access, CompiledWorkflow workflow, Seen seen, Stored stored, List<Fact> facts) {
    Instant next = stored.next().get(workflow.key());
    if (next != null) {
      facts.add(new Fact(What.SCHEDULED, details().put("at", moment(next))));
    }
    Entity entity = seen.entity();
    for (String condition : HeldBack.choosing(workflow, entity.key())) {
      Boolean isTrue = heldBack.holds(access, entity, condition, seen.row());
      if (isTrue != null) {
        Expression expression =
            new Expressions().check(condition, entity.scope(), ValueType.BOOLEAN).orThrow();
        ObjectNode details = details().put("isTrue", isTrue);
        details.set("values", values(access, entity, expression, seen.row()));
        facts.add(new Fact(What.CHOSEN, details));
      }
    }
  }

  private static Entity heard(CompiledWorkflow workflow) {
    return Objects.requireNonNull(workflow.model().heard(), workflow.key());
  }

  private static void changed(Occasion.Changed changed, String madeBy, List<Fact> facts) {
    if (!changed.operations().contains("created") || madeBy.isEmpty()) {
      return;
    }
    if (changed.batch() == Occasion.Batch.NONE && madeBy.startsWith(IMPORT)) {
      facts.add(new Fact(What.IMPORTED, details()));
    }
    if (!changed.counts(madeBy)) {
      facts.add(new Fact(What.OTHER_WAY, details()));
    }
  }

  private void due(
      Access access, CompiledWorkflow workflow, Row row, Stored stored, List<Fact> facts) {
    DueTimes times = workflow.dueTimes();
    ObjectNode skip = stored.skips().get(workflow.key());
    if (skip != null) {
      facts.add(new Fact(What.SKIPPED, skip));
    }
    Instant next = stored.next().get(workflow.key());
    Object base = times.base(row);
    if (next != null) {
      facts.add(new Fact(What.NEXT, details().put("at", moment(next))));
    } else if (base == null) {
      facts.add(without(access, times, row));
    } else if (!(times.rule().base() instanceof Occasion.Entered)) {
      DueTimes.Moment moment = times.moment(base, access.evaluation().now());
      if (moment != null && !moment.due().isAfter(access.evaluation().now())) {
        facts.add(new Fact(What.PAST, details().put("at", moment(moment.due()))));
      }
    }
  }

  private Fact without(Access access, DueTimes times, Row row) {
    Field field = times.field();
    ObjectNode details = details().put("field", label(access, field));
    if (times.rule().base() instanceof Occasion.Entered entered) {
      details.put("value", text(access, field, row.value(field.id())));
      return new Fact(
          What.OTHER_VALUE, details.put("wanted", text(access, field, entered.value())));
    }
    return new Fact(What.NO_VALUE, details);
  }

  private Fact membership(Access access, Occasion.Membership membership, Row row, Stored stored) {
    String key = membership.segment();
    Instant since = stored.member().get(key);
    ObjectNode document = access.metadata().documents("segment").get(key);
    ObjectNode details = details().put("segment", key);
    if (document != null) {
      details.set("label", document.get("label"));
    }
    if (since != null) {
      return new Fact(What.MEMBER, details.put("since", moment(since)));
    }
    for (Segment segment : segments.of(access.metadata())) {
      if (segment.key().equals(key)) {
        details.set("values", values(access, segment.entity(), segment.filter(), row));
      }
    }
    return new Fact(What.NO_MEMBER, details);
  }

  /** The record's own values that an expression reads, as people read them. */
  private ArrayNode values(Access access, Entity entity, Expression expression, Row row) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (FieldPath path : new Expressions().dependencies(expression).fields()) {
      Field field = path.hops().isEmpty() ? entity.findField(path.last()) : null;
      if (field != null) {
        values
            .addObject()
            .put("field", label(access, field))
            .put("value", text(access, field, row.value(field.id())));
      }
    }
    return values;
  }

  private static String label(Access access, Field field) {
    return field.definition().label().in(access.locale(), field.key());
  }

  private @Nullable String text(Access access, Field field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof UUID id) {
      String user = directory.userName(id);
      String unit = user == null ? directory.orgUnitName(id, access.locale()) : user;
      return unit == null ? id.toString() : unit;
    }
    return field
        .type()
        .format(value, field.definition(), access.locale(), access.metadata().zone());
  }

  private static ObjectNode details() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static @Nullable String moment(@Nullable Instant at) {
    return at == null ? null : ValueJson.text(at);
  }
}
