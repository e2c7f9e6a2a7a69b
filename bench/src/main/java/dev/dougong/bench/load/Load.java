package dev.dougong.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests on eight connections for a time, or one after the other. */
final class Load {

  /** Connections at once. */
  static final int CONNECTIONS = 8;

  private Load() {}

  /** One request. */
  @FunctionalInterface
  interface Request {
    /**
     * Sends it.
     *
     * @param connection number of the connection, from 0
     * @param turn number of the request on it, from 0
     */
    Wire.Answer send(Wire wire, int connection, int turn) throws IOException;
  }

  /** Answers a second over all connections; a bad answer ends it. */
  static double throughput(Target target, double seconds, Request request) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      List<Future<Integer>> futures = new ArrayList<>();
      for (int c = 0; c < CONNECTIONS; c++) {
        int connection = c;
        Callable<Integer> work =
            () -> {
              int done = 0;
              try (Wire wire = target.open()) {
                while (System.nanoTime() < end) {
                  check(target, request.send(wire, connection, done));
                  done++;
                }
              }
              return done;
            };
        futures.add(pool.submit(work));
      }
      long total = 0;
      for (Future<Integer> future : futures) {
        total += future.get();
      }
      return total / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Milliseconds of one request, the median of some. */
  static double latency(Target target, int times, Request request) throws IOException {
    List<Double> figures = new ArrayList<>();
    try (Wire wire = target.open()) {
      for (int i = 0; i < times; i++) {
        long start = System.nanoTime();
        check(target, request.send(wire, 0, i));
        figures.add((System.nanoTime() - start) / 1e6);
      }
    }
    figures.sort(null);
    return figures.get(figures.size() / 2);
  }

  /** Refuses an answer that is no success. */
  static void check(Target target, Wire.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          target.name() + " answered " + answer.status() + ": " + answer.text());
    }
  }
}
