package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.trigger.Occasion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts workflows for steps, one execution for each record. Thread-safe. */
final class Starter {

  private final Workflows workflows;
  private final Starts starts;
  private final StepStore steps;

  Starter(Workflows workflows, Starts starts, StepStore steps) {
    this.workflows = workflows;
    this.starts = starts;
    this.steps = steps;
  }

  /** How many executions began; the step goes on at once where none of them runs. */
  BigDecimal start(StepRunner.Run run, Effect.StartWorkflow wish) {
    Metadata metadata = run.metadata();
    CompiledWorkflow workflow = workflows.of(metadata).find(wish.workflow());
    if (workflow == null || !(workflow.model().occasion() instanceof Occasion.Called)) {
      throw new InputException(Problem.of("workflow.notCallable").with("value", wish.workflow()));
    }
    Entity entity = wish.entity() == null ? null : metadata.entity(wish.entity());
    Entity about = workflow.model().entity();
    if ((about == null) != (entity == null) || entity != null && about != entity) {
      throw new InputException(Problem.of("workflow.otherRecord").with("value", wish.workflow()));
    }
    List<Start> all = new ArrayList<>();
    if (entity == null) {
      all.add(start(run, workflow, 0, null));
    }
    for (UUID record : wish.records()) {
      all.add(start(run, workflow, entity == null ? 0 : entity.id(), record));
    }
    int begun = starts.begin(metadata, run.now(), all).size();
    steps.joins().executions(metadata, run.step().id(), run.now());
    return BigDecimal.valueOf(begun);
  }

  private static Start start(
      StepRunner.Run run, CompiledWorkflow workflow, int entity, @Nullable UUID record) {
    StepRow.ExecutionRow execution = run.step().execution();
    ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "workflow");
    reason.put("workflow", execution.workflow()).put("execution", execution.id().toString());
    return new Start(
        workflow,
        "step:" + run.step().id() + ":" + record,
        entity,
        record,
        null,
        execution.depth() + 1,
        reason,
        execution.starter(),
        run.step().id());
  }
}
