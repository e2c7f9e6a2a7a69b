package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.RecordMerges;
import dev.dougong.engine.sample.Samples;
import dev.dougong.workflow.trigger.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts workflows and keeps due rows in the transaction of the writer, with one statement each for
 * all records. Thread-safe.
 */
final class TriggerListener implements RecordListener {

  private static final String IMPORT = "import";

  /** Records that come with a package tell of what happened before. */
  private static final String PACKAGE = "package";

  /** Nobody entered anything: references move, and values that were there already. */
  private static final Set<String> STARTING_NOTHING =
      Set.of(
          PACKAGE,
          RecordMerges.MERGE,
          RecordMerges.UNMERGE,
          Ownerships.HAND_OVER,
          Ownerships.HAND_BACK,
          Blanking.ERASE,
          Samples.REMOVE);

  private final Workflows workflows;
  private final Starts starts;
  private final DueRows dueRows;
  private final PoolGuard pools;

  TriggerListener(Workflows workflows, Starts starts, DueRows dueRows, PoolGuard pools) {
    this.pools = pools;
    this.dueRows = dueRows;
    this.workflows = workflows;
    this.starts = starts;
  }

  @Override
  public boolean listensTo(Metadata metadata, Entity entity, ChangeOperation operation) {
    return workflows.of(metadata).listening(entity.id()) != null
        || (operation == ChangeOperation.UPDATED && pools.pool(metadata, entity) != null);
  }

  @Override
  public void written(RecordWrite write) {
    Metadata metadata = write.access().metadata();
    ObjectNode pool = pools.pool(metadata, write.entity());
    if (pool != null && write.operation() == ChangeOperation.UPDATED) {
      pools.written(pool, write);
    }
    List<CompiledWorkflow> listening = workflows.of(metadata).listening(write.entity().id());
    if (listening == null) {
      return;
    }
    List<Start> all = new ArrayList<>();
    DueRows.Changes due = new DueRows.Changes();
    for (CompiledWorkflow workflow : listening) {
      Occasion occasion = workflow.model().occasion();
      if (occasion instanceof Occasion.Changed changed) {
        changed(workflow, changed, write, all);
      } else if (occasion instanceof Occasion.Due) {
        DueRows.follow(workflow, workflow.dueTimes(), write, due);
      }
    }
    if (!all.isEmpty()) {
      var unused = starts.begin(metadata, write.access().evaluation().now(), all);
    }
    dueRows.store(metadata, due);
  }

  /** Whether writes of a reason start no workflow, whatever they change. */
  static boolean startsNothing(String why) {
    return STARTING_NOTHING.contains(why) || Ownerships.isMove(why);
  }

  private static void changed(
      CompiledWorkflow workflow, Occasion.Changed occasion, RecordWrite write, List<Start> all) {
    String operation = operation(write.operation());
    if (operation == null
        || !occasion.operations().contains(operation)
        || !occasion.counts(write.why())
        || startsNothing(write.why())) {
      return;
    }
    boolean isMany = write.isBatch() || write.why().startsWith(IMPORT);
    if (isMany && occasion.batch() == Occasion.Batch.NONE) {
      return;
    }
    List<WrittenRecord> matching = new ArrayList<>();
    for (WrittenRecord record : write.records()) {
      if (matches(workflow, occasion, write, record)) {
        matching.add(record);
      }
    }
    if (matching.isEmpty()) {
      return;
    }
    if (occasion.batch() == Occasion.Batch.ONCE) {
      WrittenRecord first = matching.get(0);
      ObjectNode reason = reason(operation, write, first).put("records", matching.size());
      all.add(start(workflow, "batch:" + first.change(), 0, null, first.change(), write, reason));
      return;
    }
    for (WrittenRecord record : matching) {
      all.add(
          start(
              workflow,
              "change:" + record.change(),
              write.entity().id(),
              record.id(),
              record.change(),
              write,
              reason(operation, write, record)));
    }
  }

  private static Start start(
      CompiledWorkflow workflow,
      String key,
      int entity,
      @Nullable UUID record,
      long change,
      RecordWrite write,
      ObjectNode reason) {
    int depth = SystemAccess.depth(write.access()) + 1;
    UUID by = depth > 1 ? null : write.access().userId();
    return new Start(workflow, key, entity, record, change, depth, reason, by);
  }

  /** The word of the trigger for an operation; null where it starts nothing. */
  private static @Nullable String operation(ChangeOperation operation) {
    return switch (operation) {
      case CREATED -> ChangeOperation.CREATED.key();
      case UPDATED, DERIVED -> ChangeOperation.UPDATED.key();
      case DELETED -> ChangeOperation.DELETED.key();
      case RESTORED -> null;
    };
  }

  private static boolean matches(
      CompiledWorkflow workflow,
      Occasion.Changed occasion,
      RecordWrite write,
      WrittenRecord record) {
    boolean isUpdate = record.before() != null && record.after() != null;
    if (isUpdate && !occasion.fields().isEmpty() && !touches(occasion, write, record)) {
      return false;
    }
    if (isUpdate && occasion.fields().isEmpty() && write.operation() == ChangeOperation.DERIVED) {
      return false;
    }
    CompiledExpression when = workflow.when();
    Row row = record.after() == null ? record.before() : record.after();
    return when == null || (row != null && when.isTrue(row, write.access().evaluation()));
  }

  private static boolean touches(
      Occasion.Changed occasion, RecordWrite write, WrittenRecord record) {
    for (String key : occasion.fields()) {
      Field field = write.entity().field(key);
      if (field != null && record.fields().contains(field.id())) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode reason(String operation, RecordWrite write, WrittenRecord record) {
    ObjectNode reason = JsonNodeFactory.instance.objectNode();
    reason.put("by", "record").put("operation", operation).put("why", write.why());
    if (record.before() != null && record.after() != null) {
      var fields = reason.putArray("fields");
      record.fields().stream().sorted().forEach(fields::add);
    }
    return reason;
  }
}
