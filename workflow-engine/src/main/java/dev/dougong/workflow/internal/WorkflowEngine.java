package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.job.WorkflowJobs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs steps in turns of workflows, fires what is due, and sends what waits. Thread-safe. */
final class WorkflowEngine implements WorkflowJobs {

  /** A busy workflow leaves at least half of the threads to the others. */
  private static final int MOST_AT_ONCE = 2;

  private final AccessSource accesses;
  private final StepStore steps;
  private final StepRunner runner;
  private final Sender sender;
  private final ServiceCaller caller;
  private final Transactions transactions;
  private final Workflows workflows;
  private final DueUpkeep upkeep;
  private final DueFiring firing;
  private final Schedules schedules;
  private final SegmentUpkeep segments;
  private final LogFollower follower;
  private final HandOverWork handOvers;
  private final BulkStartWork bulkStarts;
  private final TaskReminders reminders;
  private final TaskLogs taskLogs;
  private final SyncParts.Jobs syncs;
  private final TaskTelling telling;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  WorkflowEngine(Parts parts) {
    accesses = parts.accesses();
    steps = parts.steps();
    runner = parts.runner();
    sender = parts.sender();
    caller = parts.caller();
    transactions = parts.transactions();
    workflows = parts.workflows();
    upkeep = parts.upkeep();
    firing = parts.firing();
    schedules = parts.schedules();
    segments = parts.segments();
    follower = parts.follower();
    handOvers = parts.handOvers();
    bulkStarts = parts.bulkStarts();
    reminders = parts.reminders();
    taskLogs = parts.taskLogs();
    syncs = parts.syncs();
    telling = parts.telling();
  }

  /** What it is made of. */
  record Parts(
      AccessSource accesses,
      Transactions transactions,
      Workflows workflows,
      StepStore steps,
      StepRunner runner,
      Sender sender,
      ServiceCaller caller,
      DueUpkeep upkeep,
      DueFiring firing,
      Schedules schedules,
      SegmentUpkeep segments,
      LogFollower follower,
      HandOverWork handOvers,
      BulkStartWork bulkStarts,
      TaskReminders reminders,
      TaskLogs taskLogs,
      SyncParts.Jobs syncs,
      TaskTelling telling) {}

  @Override
  public int fireDue() {
    Access system = accesses.system("workflow due rows");
    Workflows.Published published = workflows.of(system.metadata());
    int fired = upkeep.follow(system, published);
    schedules.follow(system, published);
    if (!published.timed().isEmpty()) {
      fired += transactions.required(() -> firing.fire(system, published));
    }
    return published.scheduled().isEmpty()
        ? fired
        : fired + transactions.required(() -> schedules.fire(system, published));
  }

  @Override
  public int followChanges() {
    Access system = accesses.system("workflow segments");
    segments.follow(system);
    return transactions.required(() -> follower.follow(system));
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
  public int handOver() {
    return handOvers.run();
  }

  @Override
  public int startMany() {
    return bulkStarts.run();
  }

  @Override
  public int remind() {
    return reminders.run();
  }

  @Override
  public int noteTasks() {
    return taskLogs.run();
  }

  @Override
  public int sync() {
    return syncs.run();
  }

  @Override
  public int send() {
    Access system = accesses.system("outbox");
    int told = telling.isOn(system) ? transactions.required(() -> telling.tell(system)) : 0;
    return told + sender.sendDue(system);
  }

  @Override
  public int call() {
    return caller.callDue(accesses.system("calls of workflows"));
  }
}
