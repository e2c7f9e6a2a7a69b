package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.workflow.job.WorkflowJobs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs steps in turns of workflows, and sends what waits. Thread-safe. */
final class WorkflowEngine implements WorkflowJobs {

  /** A busy workflow leaves at least half of the threads to the others. */
  private static final int MOST_AT_ONCE = 2;

  private final AccessSource accesses;
  private final StepStore steps;
  private final StepRunner runner;
  private final Sender sender;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  WorkflowEngine(AccessSource accesses, StepStore steps, StepRunner runner, Sender sender) {
    this.accesses = accesses;
    this.steps = steps;
    this.runner = runner;
    this.sender = sender;
  }

  @Override
  public boolean runStep() {
    Access system = accesses.system("workflow steps");
    List<String> lanes = steps.lanes(system.metadata(), system.evaluation().now());
    for (int i = 0; i < lanes.size(); i++) {
      String lane = lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
      AtomicInteger here = running.computeIfAbsent(lane, key -> new AtomicInteger());
      boolean isFree = here.getAndIncrement() < MOST_AT_ONCE || lanes.size() == 1;
      try {
        if (isFree && runner.run(lane)) {
          return true;
        }
      } finally {
        here.decrementAndGet();
      }
    }
    return false;
  }

  @Override
  public int send() {
    return sender.sendDue(accesses.system("outbox"));
  }
}
