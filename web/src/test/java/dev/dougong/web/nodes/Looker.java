package dev.dougong.web.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody whose browser listens to changes of an entity, and listens anew where it ends. */
final class Looker implements AutoCloseable {

  private static final int HEARS_WITHIN_SECONDS = 2;
  private static final int TRIES = 10;

  private final Call call;
  private final String url;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean isOver;

  Looker(Call call, String address, String entity) {
    this.call = call;
    this.url = address + "/api/live?entities=" + entity;
    Thread thread = new Thread(this::listen, "looker");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    while (!isOver) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(call.stream(url).body(), StandardCharsets.UTF_8))) {
        connections.incrementAndGet();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data:") && line.contains("entities")) {
            heard.add(line);
          }
        }
      } catch (IOException e) {
        Thread.onSpinWait(); // the node is gone: to the next one
      }
    }
  }

  /** Changes something until it is heard; between two connections nobody hears. */
  boolean hears(Runnable change) throws InterruptedException {
    heard.clear();
    for (int i = 0; i < TRIES; i++) {
      change.run();
      if (heard.poll(HEARS_WITHIN_SECONDS, TimeUnit.SECONDS) != null) {
        return true;
      }
    }
    return false;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    isOver = true;
  }
}
