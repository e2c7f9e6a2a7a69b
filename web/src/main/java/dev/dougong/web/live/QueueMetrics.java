package dev.dougong.web.live;

import dev.dougong.engine.operations.Operations;
import dev.dougong.engine.operations.Operations.Queue;
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

/** How much work waits and is due, as metrics; counted twice a minute, whoever collects them. */
@Singleton
public final class QueueMetrics {

  private static final int AFTER_FIRST_START = 1_000;
  private static final long REST_MILLIS = 30_000;

  private final Operations operations;
  private final MeterRegistry registry;
  private final Map<String, Queue> latest = new ConcurrentHashMap<>();
  private final WorkRounds rounds = new WorkRounds("queue-metrics", 1);

  /** Into the metrics of this node. */
  @Inject
  public QueueMetrics(Operations operations, MeterRegistry registry) {
    this.operations = operations;
    this.registry = registry;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    rounds.again("counting what waits", REST_MILLIS, REST_MILLIS, this::count);
  }

  private boolean count() {
    for (Queue queue : operations.queues()) {
      if (latest.put(queue.key(), queue) == null) {
        gauge("dougong.queue.waiting", queue.key(), Queue::waiting);
        gauge("dougong.queue.due", queue.key(), Queue::due);
      }
    }
    return false;
  }

  private void gauge(String name, String key, ToLongFunction<Queue> figure) {
    Gauge.builder(name, latest, all -> figure.applyAsLong(all.get(key)))
        .tag("queue", key)
        .register(registry);
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }
}
