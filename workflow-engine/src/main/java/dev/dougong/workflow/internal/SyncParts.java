package dev.dougong.workflow.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.message.Connectors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The work of syncs. */
record SyncParts(
    SyncPlans plans,
    SyncStore store,
    SyncRuns runs,
    SyncIntake intake,
    SyncQueue queue,
    SyncSends sends) {

  static SyncParts of(
      WorkflowParts.Running parts,
      Statements statements,
      Evaluator evaluator,
      JdbcSecrets secrets,
      IdSource ids) {
    SyncCalls calls = new SyncCalls(new Connectors(parts.channels()), secrets, parts.http());
    SyncRows synced = new SyncRows(statements, ids);
    SyncStore store = new SyncStore(statements, ids);
    SyncIntake intake = new SyncIntake(parts.intake(), synced);
    SyncQueue queue = new SyncQueue(statements, parts.log(), ids);
    return new SyncParts(
        new SyncPlans(evaluator),
        store,
        new SyncRuns(parts.transactions(), store, calls, intake, synced),
        intake,
        queue,
        new SyncSends(statements, parts.transactions(), parts.rows(), calls, queue, synced));
  }

  /** What runs them in the background. Thread-safe. */
  static final class Jobs {

    private final AccessSource accesses;
    private final Transactions transactions;
    private final SyncParts parts;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    Jobs(AccessSource accesses, Transactions transactions, SyncParts parts) {
      this.accesses = accesses;
      this.transactions = transactions;
      this.parts = parts;
    }

    /** Asks, collects changes and sends; gives how much was done. */
    int run() {
      Access system = accesses.system("syncs");
      Map<String, SyncPlan> plans = parts.plans().of(system.metadata());
      if (plans.isEmpty()) {
        return 0;
      }
      parts.store().follow(system, plans.values());
      int done = parts.runs().runOne(system, plans) ? 1 : 0;
      Set<String> collected = new HashSet<>(parts.store().collecting(system.metadata()));
      List<SyncPlan> giving =
          plans.values().stream()
              .filter(plan -> plan.out() != null && collected.contains(plan.key()))
              .toList();
      if (!giving.isEmpty()) {
        done += transactions.required(() -> parts.queue().follow(system, giving));
        done += send(system, giving);
      }
      return done;
    }

    /** One change of each sync, by one thread of a node, so that a slow one keeps only itself. */
    private int send(Access system, List<SyncPlan> plans) {
      Set<String> on = new HashSet<>(parts.store().on(system.metadata()));
      int sent = 0;
      for (SyncPlan plan : plans) {
        String name = system.metadata().workspace().schema().text() + " " + plan.key();
        if (on.contains(plan.key()) && busy.add(name)) {
          try {
            sent += parts.sends().sendOne(system, plan) ? 1 : 0;
          } finally {
            busy.remove(name);
          }
        }
      }
      return sent;
    }
  }
}
