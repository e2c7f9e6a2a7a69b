package dev.dougong.web.live;

import dev.dougong.engine.operations.Operations;
import dev.dougong.engine.operations.Operations.Queue;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * How much work waits and is due in all workspaces, as metrics; counted twice a minute, whoever
 * collects them.
 */
@Singleton
public final class QueueMetrics {

  private static final int AFTER_FIRST_START = 1_000;
  private static final long REST_MILLIS = 30_000;

  private final Operations operations;
  private final MeterRegistry registry;
  private final Workspaces workspaces;
  private final Map<String, Map<Workspace, Queue>> latest = new ConcurrentHashMap<>();
  private final WorkRounds rounds;

  /** Into the metrics of this node. */
  @Inject
  public QueueMetrics(
      Operations operations, MeterRegistry registry, Workspaces workspaces, WorkTraces traces) {
    this.workspaces = workspaces;
    this.rounds = new WorkRounds(workspaces, traces, "queue-metrics", 1);
    this.operations = operations;
    this.registry = registry;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    rounds.again("counting what waits", REST_MILLIS, REST_MILLIS, this::count);
  }

  private boolean count() {
    Workspace workspace = workspaces.current();
    for (Queue queue : operations.queues()) {
      latest.computeIfAbsent(queue.key(), this::begin).put(workspace, queue);
    }
    return false;
  }

  private Map<Workspace, Queue> begin(String key) {
    Map<Workspace, Queue> ofKey = new ConcurrentHashMap<>();
    gauge("dougong.queue.waiting", key, ofKey, Queue::waiting);
    gauge("dougong.queue.due", key, ofKey, Queue::due);
    return ofKey;
  }

  private void gauge(
      String name, String key, Map<Workspace, Queue> ofKey, ToLongFunction<Queue> figure) {
    Gauge.builder(name, ofKey, all -> all.values().stream().mapToLong(figure).sum())
        .tag("queue", key)
        .register(registry);
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }
}
