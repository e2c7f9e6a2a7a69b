package dev.dougong.web.interference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What somebody hears by live push. */
final class LiveEar implements AutoCloseable {

  private static final String DATA = "data:";
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private final Stream<String> lines;

  private LiveEar(Stream<String> lines) {
    this.lines = lines;
  }

  /** Returns when what changes from now on is told. */
  static LiveEar open(HttpClient client, HttpRequest request) {
    HttpResponse<Stream<String>> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    LiveEar ear = new LiveEar(answer.body());
    Thread reader =
        new Thread(
            () -> {
              try {
                ear.lines.filter(line -> line.startsWith(DATA)).forEach(ear.heard::add);
              } catch (UncheckedIOException e) {
                ear.heard.add("end");
              }
            },
            "ear");
    reader.setDaemon(true);
    reader.start();
    String first = ear.next();
    if (!first.equals("data:{}") && !first.equals("data: {}")) {
      throw new AssertionError("live push began with " + first);
    }
    return ear;
  }

  private String next() {
    try {
      String line = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return line == null ? "nothing" : line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The entities that changed, up to and with the one whose change is awaited. */
  Set<String> until(String entity) {
    Set<String> all = new TreeSet<>();
    while (!all.contains(entity)) {
      String line = next();
      if (!line.startsWith(DATA)) {
        throw new AssertionError("heard " + line + " after " + all);
      }
      World.tree(line.substring(DATA.length()))
          .path("entities")
          .forEach(one -> all.add(one.asText()));
    }
    return all;
  }

  @Override
  public void close() {
    lines.close();
  }
}
