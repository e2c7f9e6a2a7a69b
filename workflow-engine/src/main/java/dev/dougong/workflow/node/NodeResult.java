package dev.dougong.workflow.node;

import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node decided. The engine does it, whole or not at all. */
public sealed interface NodeResult {

  /** On to the node after this one. */
  static Next next(NodeContext context) {
    return new Next(context.target("/next"), null, List.of());
  }

  /** On to the node after this one, with effects. */
  static Next next(NodeContext context, Effect... effects) {
    return new Next(context.target("/next"), null, List.of(effects));
  }

  /**
   * On to another node.
   *
   * @param target id of the node; null ends this way
   * @param output what later nodes read; where it is null, what the last effect gave
   * @param effects in their order
   */
  record Next(@Nullable String target, @Nullable Object output, List<Effect> effects)
      implements NodeResult {

    /** Copies the list. */
    public Next {
      effects = List.copyOf(effects);
    }

    /** The same with an output. */
    public Next withOutput(@Nullable Object value) {
      return new Next(target, value, effects);
    }
  }

  /** Runs again at an instant, with a resumption by timeout. */
  record WaitUntil(Instant at) implements NodeResult {}

  /**
   * Runs again when what it waits for happens, or at the deadline.
   *
   * @param on what it waits for
   * @param deadline latest, or null for never
   * @param effects in their order
   */
  record WaitFor(Wait on, @Nullable Instant deadline, List<Effect> effects) implements NodeResult {

    /** Copies the list. */
    public WaitFor {
      effects = List.copyOf(effects);
    }
  }

  /** What a node can wait for. */
  enum Wait {
    /** An answer to a task of this step. */
    TASK,
    /** The decision of the approval of this step. */
    APPROVAL,
    /** The end of the executions that this step started. */
    EXECUTIONS,
    /** A record that is as this step says. */
    RECORD,
    /** The answer to the call of this step. */
    CALL
  }

  /**
   * Several ways side by side; runs again when all of them have ended.
   *
   * @param targets ids of the nodes where they begin
   */
  record Fork(List<String> targets) implements NodeResult {

    /** Copies the list. */
    public Fork {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Back to an earlier node.
   *
   * @param target id of the node
   * @param isStraight whether the way leads from there straight to this node again
   */
  record Back(String target, boolean isStraight) implements NodeResult {}

  /**
   * It cannot be done.
   *
   * @param isPassing whether trying again may help
   */
  record Fail(Problem problem, boolean isPassing) implements NodeResult {}

  /** Ends the whole execution. */
  record End() implements NodeResult {}
}
