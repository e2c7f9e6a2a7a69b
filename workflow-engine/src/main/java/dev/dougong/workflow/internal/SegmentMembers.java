package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.internal.Segments.Segment;
import dev.dougong.workflow.trigger.Occasion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who is in a segment. For some records it compares what the rule says with who is a member,
 * by one statement, and does in the same transaction what follows: tags, and workflows that start.
 * Thread-safe.
 */
final class SegmentMembers {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentMembers.class);

  private final Statements statements;
  private final RecordSelection selection;
  private final Workflows workflows;
  private final Starts starts;
  private final Chains chains;
  private final Records records;
  private final RecordRows rows;
  private final IdSource ids;

  SegmentMembers(
      WorkflowParts.Running parts,
      Statements statements,
      Workflows workflows,
      Starts starts,
      Chains chains,
      IdSource ids) {
    this.statements = statements;
    this.selection = parts.selection();
    this.workflows = workflows;
    this.starts = starts;
    this.chains = chains;
    this.records = parts.records();
    this.rows = parts.rows();
    this.ids = ids;
  }

  private record Moved(UUID record, boolean isIn, boolean isTagged) {}

  /**
   * Brings the membership of some records up to date, in the caller's transaction.
   *
   * @param fires whether workflows start
   * @param depths how long the chain of workflows is behind the changes of a record; absent is 0
   */
  void compare(
      Access access,
      Segment segment,
      Collection<UUID> some,
      boolean fires,
      Map<UUID, Integer> depths) {
    List<Moved> moved = moved(access, segment, some);
    if (moved.isEmpty()) {
      return;
    }
    List<UUID> touched = moved.stream().map(Moved::record).toList();
    Map<UUID, Row> found = rows.find(access, segment.entity(), touched);
    if (segment.tagField() != null) {
      Map<Integer, List<Moved>> byDepth = new TreeMap<>();
      for (Moved one : moved) {
        int depth = depths.getOrDefault(one.record(), 0);
        byDepth.computeIfAbsent(depth, key -> new ArrayList<>()).add(one);
      }
      for (Map.Entry<Integer, List<Moved>> entry : byDepth.entrySet()) {
        Access writer = new SystemAccess(access, entry.getKey());
        tag(writer, segment, segment.tagField(), entry.getValue(), found);
        List<UUID> records = entry.getValue().stream().map(Moved::record).toList();
        chains.note(access.metadata(), records, entry.getKey());
      }
    }
    if (fires) {
      start(access, segment, moved, found, depths);
    }
  }

  private List<Moved> moved(Access access, Segment segment, Collection<UUID> some) {
    SqlName schema = access.metadata().workspace().schema();
    return statements.query(
        Sql.of("with c as materialized (select unnest(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(some))
            .add(") as id), i as materialized (select x.id from c join (")
            .add(selection.select(access, segment.entity(), segment.filter(), List.of()))
            .add(") x on x.id = c.id), gone as (delete from ")
            .add(schema)
            .add(".segment_member m using c where m.segment = ")
            .bind(SqlType.TEXT, segment.key())
            .add(" and m.record = c.id and not exists (select from i where i.id = m.record)")
            .add(" returning m.record, m.is_tagged), new as (insert into ")
            .add(schema)
            .add(".segment_member (segment, record, since) select ")
            .bind(SqlType.TEXT, segment.key())
            .add(", id, ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(" from i on conflict do nothing returning record)")
            .add(" select record, true, false from new union all")
            .add(" select record, false, is_tagged from gone"),
        row -> new Moved(Objects.requireNonNull(row.uuid(1)), row.bool(2), row.bool(3)));
  }

  /**
   * Puts the tag on who came and takes it off who went, except where somebody else has put it on.
   */
  private void tag(
      Access access, Segment segment, Field field, List<Moved> moved, Map<UUID, Row> found) {
    List<Operation> operations = new ArrayList<>();
    List<UUID> tagged = new ArrayList<>();
    for (Moved one : moved) {
      Row row = found.get(one.record());
      if (row == null) {
        continue;
      }
      List<String> tags = new ArrayList<>(texts(row.value(field.id())));
      boolean hasTag = tags.contains(segment.tag());
      if (one.isIn() && !hasTag) {
        tags.add(segment.tag());
        tagged.add(one.record());
      } else if (!one.isIn() && one.isTagged() && hasTag) {
        tags.remove(segment.tag());
      } else {
        continue;
      }
      ObjectNode values = JsonNodeFactory.instance.objectNode();
      values.set(field.key(), ValueJson.toTree(tags));
      Long version = (Long) row.value(SystemField.VERSION.id());
      operations.add(new Operation.Patch(one.record(), version, values));
    }
    if (!operations.isEmpty()) {
      tagged.removeAll(refused(access, segment, operations));
    }
    if (!tagged.isEmpty()) {
      statements.update(
          Sql.of("update ")
              .add(access.metadata().workspace().schema())
              .add(".segment_member set is_tagged = true where segment = ")
              .bind(SqlType.TEXT, segment.key())
              .add(" and record = any(")
              .bind(SqlType.UUID_ARRAY, tagged)
              .add(")"));
    }
  }

  /**
   * Writes tags, together or, where a record refuses, one by one: a record that broke a rule before
   * the rule was there must not hold up all others. Gives those that go without their tag.
   */
  private List<UUID> refused(Access access, Segment segment, List<Operation> operations) {
    WriteOptions options = WriteOptions.ofDocument("segment:" + segment.key());
    String entity = segment.entity().key();
    try {
      var unused = records.batch(access, entity, operations, options);
      return List.of();
    } catch (InputException together) {
      List<UUID> refused = new ArrayList<>();
      for (Operation one : operations) {
        try {
          var unused = records.batch(access, entity, List.of(one), options);
        } catch (InputException e) {
          UUID record = ((Operation.Patch) one).id();
          LOG.info("{} {} goes without the tag of {}", entity, record, segment.key(), e);
          refused.add(record);
        }
      }
      return refused;
    }
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  private void start(
      Access access,
      Segment segment,
      List<Moved> moved,
      Map<UUID, Row> found,
      Map<UUID, Integer> depths) {
    List<Start> all = new ArrayList<>();
    for (CompiledWorkflow workflow : workflows.of(access.metadata()).watching(segment.key())) {
      Occasion.Membership occasion = (Occasion.Membership) workflow.model().occasion();
      CompiledExpression when = workflow.when();
      for (Moved one : moved) {
        Row row = found.get(one.record());
        if (one.isIn() == occasion.isEntered()
            && row != null
            && (when == null || when.isTrue(row, access.evaluation()))) {
          int depth = depths.getOrDefault(one.record(), 0) + 1;
          all.add(start(workflow, segment, one, depth));
        }
      }
    }
    if (!all.isEmpty()) {
      var unused = starts.begin(access.metadata(), access.evaluation().now(), all);
    }
  }

  private Start start(CompiledWorkflow workflow, Segment segment, Moved one, int depth) {
    ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "segment");
    reason.put("segment", segment.key()).put("on", one.isIn() ? "entered" : "left");
    return new Start(
        workflow,
        "segment:" + ids.next(),
        segment.entity().id(),
        one.record(),
        null,
        depth,
        reason,
        null);
  }
}
