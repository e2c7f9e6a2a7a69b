package dev.dougong.web.nodes;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People who make tickets and look at them, without a pause. */
final class Load {

  private static final int PEOPLE = 4;
  private static final int PATIENCE_SECONDS = 60;

  private final Call call;
  private final String address;
  private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile boolean isOver;

  Load(Call call, String address) {
    this.call = call;
    this.address = address;
  }

  void begin() {
    for (int i = 0; i < PEOPLE; i++) {
      people.execute(this::work);
    }
  }

  private void work() {
    while (!isOver) {
      String body = "{\"name\":\"ticket " + made.incrementAndGet() + "\"}";
      send("POST", "/api/data/ticket", body, 201);
      send("GET", "/api/data/ticket?limit=20&sort=-createdAt", null, 200);
      send("GET", "/api/me", null, 200);
    }
  }

  private void send(
      String method, String path, @org.jspecify.annotations.Nullable String body, int expected) {
    sent.incrementAndGet();
    try {
      HttpResponse<String> answer = call.send(method, address + path, body);
      if (answer.statusCode() != expected) {
        failures.add(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      failures.add(method + " " + path + ": " + e);
    }
  }

  /** Lets everybody finish what they do. */
  void end() {
    isOver = true;
    people.shutdown();
    try {
      if (!people.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the load does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int made() {
    return made.get();
  }

  int sent() {
    return sent.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
