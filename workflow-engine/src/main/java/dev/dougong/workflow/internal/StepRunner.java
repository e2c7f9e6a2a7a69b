package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps. One step is one transaction: taking it, what its node decided, the move onward and
 * its end commit together or not at all, so a crash at any place leaves it as it was. Thread-safe.
 */
final class StepRunner {

  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
  private static final String RETURNED = "returned";
  private static final int MOST_STEPS = 1_000;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Transactions transactions;
  private final AccessSource accesses;
  private final Workflows workflows;
  private final StepStore store;
  private final Reading reading;
  private final Effects effects;

  StepRunner(
      Transactions transactions,
      AccessSource accesses,
      Workflows workflows,
      StepStore store,
      Reading reading,
      Effects effects) {
    this.transactions = transactions;
    this.accesses = accesses;
    this.workflows = workflows;
    this.store = store;
    this.reading = reading;
    this.effects = effects;
  }

  /** A step that failed, and how. */
  private static final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StepRow step;
    private final transient RuntimeException fault;

    StepFailure(StepRow step, RuntimeException fault) {
      super(fault);
      this.step = step;
      this.fault = fault;
    }
  }

  /** Runs the next due step of a workflow; false where there is none. */
  boolean run(String workflow) {
    Access system = accesses.system("workflow " + workflow);
    try {
      return transactions.required(() -> run(system, workflow));
    } catch (StepFailure failure) {
      note(system, failure.step, failure.fault);
      return true;
    }
  }

  private boolean run(Access system, String key) {
    StepRow step = store.claim(system.metadata(), key, system.evaluation().now());
    if (step == null) {
      return false;
    }
    try {
      perform(system, step);
    } catch (RuntimeException e) {
      throw new StepFailure(step, e);
    }
    return true;
  }

  /** Runs a step in the caller's transaction; what goes wrong is thrown. */
  void perform(Access system, StepRow step) {
    Metadata metadata = system.metadata();
    StepRow.ExecutionRow execution = step.execution();
    CompiledWorkflow workflow = workflows.version(metadata, execution);
    NodeDefinition node = workflow.model().definition().node(step.node());
    if (node == null) {
      throw new IllegalStateException("no node " + step.node());
    }
    Access access = new SystemAccess(system, execution.depth());
    StepContext context = new StepContext(reading, access, workflow, node, step);
    NodeResult result = workflow.model().type(node).run(context);
    apply(new Run(access, workflow, node, step), result);
  }

  /** A node that ran. */
  record Run(Access access, CompiledWorkflow workflow, NodeDefinition node, StepRow step) {

    Metadata metadata() {
      return access.metadata();
    }

    Instant now() {
      return access.evaluation().now();
    }
  }

  private void apply(Run run, NodeResult result) {
    if (result instanceof NodeResult.Next next) {
      Object given = perform(run, next.effects());
      end(run, next.output() == null ? given : next.output());
      String backTo = run.step().backTo();
      go(run, backTo == null ? next.target() : backTo, null);
    } else if (result instanceof NodeResult.Back back) {
      end(run, RETURNED);
      go(run, back.target(), back.isStraight() ? run.node().id() : null);
    } else if (result instanceof NodeResult.WaitUntil wait) {
      store.await(run.metadata(), run.step(), 0, wait.at(), run.now());
    } else if (result instanceof NodeResult.WaitFor wait) {
      store.await(run.metadata(), run.step(), code(wait.on()), wait.deadline(), run.now());
      var unused = perform(run, wait.effects());
    } else if (result instanceof NodeResult.Fork fork) {
      store.await(run.metadata(), run.step(), 4, null, run.now());
      for (String target : fork.targets()) {
        store.fork(run.metadata(), run.step(), effects.nextId(), target, run.now());
      }
    } else if (result instanceof NodeResult.Fail fail) {
      throw new NodeFailure(fail.problem(), fail.isPassing());
    } else {
      store.end(run.metadata(), run.step().id(), null, run.now());
      finish(run);
    }
  }

  private void end(Run run, @Nullable Object output) {
    JsonNode json = output == null ? null : ValueJson.toTree(output);
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    if (json != null) {
      variables.set(run.node().id(), json);
    }
    store.end(run.metadata(), run.step().id(), json, run.now());
    store.progress(run.metadata(), run.step().execution().id(), variables);
  }

  private static int code(NodeResult.Wait wait) {
    return switch (wait) {
      case TASK -> 1;
      case APPROVAL -> 2;
      case EXECUTIONS -> 3;
      case RECORD -> 5;
      case CALL -> 6;
    };
  }

  private @Nullable Object perform(Run run, List<Effect> all) {
    Object last = null;
    for (int i = 0; i < all.size(); i++) {
      last = all.get(i).accept(effects.of(run, i));
    }
    return last;
  }

  private void go(Run run, @Nullable String target, @Nullable String backTo) {
    StepRow step = run.step();
    if (step.execution().steps() >= MOST_STEPS) {
      throw new NodeFailure(Problem.of("workflow.tooManySteps").with("limit", MOST_STEPS), false);
    }
    if (target == null && step.fork() != null) {
      store.joins().ways(run.metadata(), step.fork(), run.now());
    } else if (target == null) {
      finish(run);
    } else {
      store.add(run.metadata(), step, effects.nextId(), target, backTo, run.now());
    }
  }

  private void finish(Run run) {
    store.finish(run.metadata(), run.step().execution().id(), Status.DONE, run.now());
  }

  /** What a node says is wrong. */
  private static final class NodeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final boolean isPassing;

    NodeFailure(Problem problem, boolean isPassing) {
      super(problem.code());
      this.problem = problem;
      this.isPassing = isPassing;
    }
  }

  private void note(Access system, StepRow step, RuntimeException cause) {
    Metadata metadata = system.metadata();
    Instant now = system.evaluation().now();
    JsonNode problem = problem(cause);
    var unused =
        transactions.required(
            () -> {
              store.hold(metadata, step.execution().id());
              StepRow still = store.read(metadata, step.id(), now);
              if (still != null) {
                fail(system, still, problem, isPassing(cause), now);
              }
              return true;
            });
    LOG.warn(
        "Step {} of workflow {} failed: {}", step.node(), step.execution().workflow(), problem);
    LOG.debug("The fault", cause);
  }

  private void fail(Access system, StepRow step, JsonNode problem, boolean isPassing, Instant now) {
    Metadata metadata = system.metadata();
    NodeDefinition node = node(metadata, step);
    int retries = node == null ? NodeDefinition.RETRIES : node.retries();
    if (isPassing && step.attempt() < retries) {
      Duration pause = node == null ? NodeDefinition.RETRY_AFTER : node.retryAfter();
      pause = pause.multipliedBy(1L << Math.min(20, step.attempt()));
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      store.fail(metadata, step, problem, now.plus(pause), now);
      return;
    }
    store.fail(metadata, step, problem, null, now);
    if (node != null && node.onError() != null) {
      store.recover(metadata, step);
      store.add(metadata, step, effects.nextId(), node.onError(), now);
    }
  }

  /** The node of a step, or null where its version cannot be used any more. */
  private @Nullable NodeDefinition node(Metadata metadata, StepRow step) {
    try {
      return workflows.version(metadata, step.execution()).model().definition().node(step.node());
    } catch (RuntimeException e) {
      LOG.warn("Workflow {} cannot be used", step.execution().workflow(), e);
      return null;
    }
  }

  private static boolean isPassing(RuntimeException cause) {
    if (cause instanceof NodeFailure failure) {
      return failure.isPassing;
    }
    return !(cause instanceof ProblemException)
        || cause instanceof BusyException
        || cause instanceof ConflictException;
  }

  /** What is told of a fault. */
  static JsonNode problem(RuntimeException cause) {
    if (cause instanceof NodeFailure failure) {
      return StoredProblem.write(failure.problem);
    }
    if (cause instanceof ProblemException known) {
      return StoredProblem.write(known.problems().get(0));
    }
    return StoredProblem.write(Problem.of("workflow.fault").with("detail", brief(cause)));
  }

  private static String brief(RuntimeException cause) {
    String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
