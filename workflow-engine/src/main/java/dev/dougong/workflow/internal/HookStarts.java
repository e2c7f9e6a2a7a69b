package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.RecordRows;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Starts the workflows of a hook in the transaction of the delivery. Thread-safe. */
final class HookStarts {

  private final Workflows workflows;
  private final Starts starts;
  private final RecordRows rows;

  HookStarts(Workflows workflows, Starts starts, RecordRows rows) {
    this.workflows = workflows;
    this.starts = starts;
    this.rows = rows;
  }

  /** Starts each of them once for each delivery, about the record that it made or found. */
  void delivered(Access access, ObjectNode document, String delivery, UUID record) {
    String hook = document.path("key").asText();
    List<CompiledWorkflow> all = workflows.of(access.metadata()).delivered(hook);
    if (all.isEmpty()) {
      return;
    }
    Entity entity = access.metadata().entity(document.path("entity").asText());
    Row row = rows.find(access, entity, List.of(record)).get(record);
    List<Start> wishes = new ArrayList<>();
    for (CompiledWorkflow workflow : all) {
      CompiledExpression when = workflow.when();
      if (row != null && (when == null || when.isTrue(row, access.evaluation()))) {
        ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "webhook");
        reason.put("hook", hook).put("delivery", delivery);
        String key = "hook:" + hook + ":" + delivery;
        wishes.add(new Start(workflow, key, entity.id(), record, null, 1, reason, null));
      }
    }
    var unused = starts.begin(access.metadata(), access.evaluation().now(), wishes);
  }
}
