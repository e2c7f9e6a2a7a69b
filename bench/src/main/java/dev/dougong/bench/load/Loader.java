package dev.dougong.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Loads many records through a server's own bulk path, four batches at a time. */
final class Loader {

  /** Records in one request. */
  static final int BATCH = 500;

  private static final int SENDERS = 4;

  private Loader() {}

  /** Loads customers by number; ids of the product go into the list where one is given. */
  static void customers(
      Target target, People people, int from, int rows, @Nullable List<String> ids)
      throws Exception {
    load(target, "customer", from, rows, people::customer, ids);
  }

  /** Loads records by number. */
  static void load(
      Target target,
      String entity,
      int from,
      int rows,
      IntFunction<ObjectNode> values,
      @Nullable List<String> ids)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<?>> open = new java.util.ArrayList<>();
      for (int start = from; start < from + rows; start += BATCH) {
        int first = start;
        int last = Math.min(start + BATCH, from + rows);
        open.add(
            pool.submit(
                () -> {
                  send(target, entity, first, last, values, ids);
                  return null;
                }));
      }
      for (Future<?> future : open) {
        future.get();
      }
    } finally {
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static void send(
      Target target,
      String entity,
      int first,
      int last,
      IntFunction<ObjectNode> values,
      @Nullable List<String> ids)
      throws IOException {
    StringBuilder body = new StringBuilder((last - first) * 600);
    body.append("{\"operations\":[");
    for (int number = first; number < last; number++) {
      if (number > first) {
        body.append(',');
      }
      body.append("{\"op\":\"create\",\"values\":").append(values.apply(number)).append('}');
    }
    body.append("]}");
    try (Wire wire = target.open()) {
      Wire.Answer answer = wire.send("POST", target.batch(entity), body.toString(), "");
      Load.check(target, answer);
      if (ids != null) {
        JsonNode items = Target.MAPPER.readTree(answer.body()).path("items");
        synchronized (ids) {
          for (JsonNode item : items) {
            ids.add(item.path("id").asText());
          }
        }
      }
    }
  }
}
