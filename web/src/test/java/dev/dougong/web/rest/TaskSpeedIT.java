package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How soon a task is in the inbox, and what a trigger costs the one who creates; over HTTP, with
 * the application's own threads at work. Prints its figures.
 */
@Tag("full")
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class TaskSpeedIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CLERKS = 4;
  private static final int CREATES = 100;
  private static final long PAUSE_MILLIS = 400;
  private static final long LOOK_MILLIS = 10;
  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;

  private static final String TASK =
      """
      {"key":"speedCall","trigger":{"type":"record","entity":"customer","on":["created"],"when":"visits == 555"},
       "nodes":[{"id":"call","type":"task","title":"Call {{record.name}}","assignee":"record.owner",
         "due":"addHours(now(), 24)"}]}
      """;
  private static final String COUPON =
      """
      {"key":"coupon","label":{"zh":"券","en":"Coupon"},"title":"name","naturalKey":["phone"],
       "fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true,"maxLength":50,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话","en":"Phone"},"unique":true,"search":true},
        {"key":"visits","type":"integer","label":{"zh":"次数","en":"Visits"}}]}
      """;
  private static final String COUPON_TASK =
      """
      {"key":"speedCoupon","trigger":{"type":"record","entity":"coupon","on":["created"],"when":"visits == 555"},
       "nodes":[{"id":"call","type":"task","title":"Call {{record.name}}","assignee":"record.owner"}]}
      """;

  private static boolean isPublished;
  private static int numbers;

  @BeforeEach
  void publish() {
    Shop.open();
    if (isPublished) {
      return;
    }
    isPublished = true;
    List<Map<String, String>> items = new ArrayList<>();
    List.of(
            List.of("entity", "coupon", COUPON),
            List.of("workflow", "speedCall", TASK),
            List.of("workflow", "speedCoupon", COUPON_TASK))
        .forEach(
            one -> {
              String path = "/api/meta/" + one.get(0) + "/" + one.get(1);
              Api.admin().body(one.get(2)).put(path).then().statusCode(200);
              items.add(Map.of("kind", one.get(0), "key", one.get(1)));
            });
    Api.admin().body(Map.of("items", items)).post("/api/meta/publish").then().statusCode(200);
  }

  private static synchronized String phone() {
    return "29" + (100_000_000 + numbers++);
  }

  private static String create(Http clerk, String entity, int visits) {
    String phone = phone();
    var answer =
        clerk.send(
            "POST",
            "/api/data/" + entity,
            "{\"name\":\"n%s\",\"phone\":\"%s\",\"visits\":%d}".formatted(phone, phone, visits));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return read(answer.body()).path("id").asText();
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static <T> List<T> side(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> all = new ArrayList<>();
      for (Future<T> one : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
        all.add(one.get());
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  /** Milliseconds until the task of a new customer is in the inbox; then the clerk does it. */
  private static double see(Http clerk) {
    long begin = System.nanoTime();
    String record = create(clerk, "customer", 555);
    while (System.nanoTime() - begin < LONGEST_NANOS) {
      JsonNode items =
          read(clerk.send("GET", "/api/tasks?mine=true&status=open&limit=100", "").body())
              .path("items");
      for (JsonNode task : items) {
        if (task.path("record").path("id").asText().equals(record)) {
          double took = (System.nanoTime() - begin) / 1e6;
          String path = "/api/tasks/" + task.path("id").asText() + "/complete";
          assertThat(clerk.send("POST", path, "{}").statusCode()).isLessThan(300);
          return took;
        }
      }
      pause(LOOK_MILLIS);
    }
    throw new AssertionError("no task of " + record);
  }

  @Test
  void aNewTaskIsInTheInboxAtOnce() throws Exception {
    List<Double> times = new ArrayList<>();
    side(
            CLERKS,
            () -> {
              Http clerk = Http.session(Api.signIn("north", Shop.PASSWORD));
              List<Double> own = new ArrayList<>();
              for (int i = 0; i < CREATES; i++) {
                own.add(see(clerk));
                pause(PAUSE_MILLIS);
              }
              return own.subList(CREATES / 10, CREATES);
            })
        .forEach(times::addAll);
    times.sort(null);
    double p95 = times.get(times.size() * 95 / 100);
    System.out.printf(
        Locale.ROOT,
        "from create to the inbox, %d clerks, %d tasks: median %.0f ms, p95 %.0f ms, slowest %.0f ms%n",
        CLERKS,
        times.size(),
        times.get(times.size() / 2),
        p95,
        times.get(times.size() - 1));
    assertThat(p95).isLessThan(300);
  }

  /** Creates a second of all clients together. */
  private static double creates(List<Http> clients, int visits) throws Exception {
    var next = new java.util.concurrent.ConcurrentLinkedQueue<>(clients);
    long begin = System.nanoTime();
    int all =
        side(
                clients.size(),
                () -> {
                  Http clerk = java.util.Objects.requireNonNull(next.poll());
                  int made = 0;
                  while (System.nanoTime() - begin < ROUND_NANOS) {
                    create(clerk, "coupon", visits);
                    made++;
                  }
                  return made;
                })
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    return all * 1e9 / (System.nanoTime() - begin);
  }

  @Test
  void aTriggerLeavesHalfOfTheThroughput() throws Exception {
    List<Http> clients = new ArrayList<>();
    for (int i = 0; i < CLERKS; i++) {
      clients.add(Http.session(Api.signIn("admin", DatabaseResource.ADMIN_PASSWORD)));
    }
    creates(clients, 1);
    creates(clients, 555);
    List<Double> plain = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      double without = creates(clients, 1);
      double with = creates(clients, 555);
      plain.add(without);
      shares.add(with / without);
    }
    plain.sort(null);
    shares.sort(null);
    System.out.printf(
        Locale.ROOT,
        "creates over HTTP, %d clients: plain %.0f/s, with a trigger that makes a task %.2f of it (%.2f to %.2f)%n",
        CLERKS,
        plain.get(ROUNDS / 2),
        shares.get(ROUNDS / 2),
        shares.get(0),
        shares.get(ROUNDS - 1));
    assertThat(shares.get(ROUNDS / 2)).isGreaterThanOrEqualTo(0.5);
  }
}
