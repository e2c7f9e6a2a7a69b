package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that is sent again is done once, however the first one ended. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class IdempotencyIT {

  private static final int REPEATS = 20;

  @Inject DataSource source;
  @Inject Transactions transactions;
  @Inject Users users;
  @Inject Records records;
  @Inject AccessSource access;

  private Http north;
  private Tables tables;

  @BeforeEach
  void open() {
    Shop.open();
    north = Http.session(Api.signIn("north", Shop.PASSWORD));
    tables = new Tables(source);
  }

  private HttpResponse<String> post(String path, String key, String body) {
    return north.send("POST", "/api/data/customer" + path, body, "Idempotency-Key", key);
  }

  /** The same call twenty times at the same moment. */
  private List<HttpResponse<String>> atOnce(Callable<HttpResponse<String>> call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(REPEATS);
    CyclicBarrier start = new CyclicBarrier(REPEATS);
    try {
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < REPEATS; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> one : running) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }

  private static void assertSame(List<HttpResponse<String>> answers, int status) {
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(status);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
  }

  private long customers(String phones) {
    return Api.admin()
        .queryParam("filter", "startsWith(phone, \"" + phones + "\")")
        .queryParam("count", "true")
        .get("/api/data/customer")
        .then()
        .statusCode(200)
        .extract()
        .<Integer>path("count");
  }

  private long changes() {
    return tables.number("select count(*) from ws_main.change");
  }

  @Test
  void createIsDoneOnceForTwentyRepeatsAtOnce() throws Exception {
    long before = changes();

    List<HttpResponse<String>> answers =
        atOnce(() -> post("", "once-create", "{\"name\":\"一次\",\"phone\":\"17100000001\"}"));

    assertSame(answers, 201);
    assertThat(customers("1710000000")).isEqualTo(1);
    assertThat(changes()).isEqualTo(before + 1);
  }

  @Test
  void batchIsDoneOnceForTwentyRepeatsAtOnce() throws Exception {
    long before = changes();
    String body =
        """
        {"operations":[{"op":"create","values":{"name":"a","phone":"17200000001"}},
                       {"op":"create","values":{"name":"b","phone":"17200000002"}},
                       {"op":"create","values":{"name":"c","phone":"17200000003"}}]}
        """;

    assertSame(atOnce(() -> post("/batch", "once-batch", body)), 200);

    assertThat(customers("1720000000")).isEqualTo(3);
    assertThat(changes()).isEqualTo(before + 3);
  }

  @Test
  void upsertIsDoneOnceForTwentyRepeatsAtOnce() throws Exception {
    long before = changes();
    String body =
        """
        {"key":["phone"],"records":[{"name":"a","phone":"17300000001"},{"name":"b","phone":"17300000002"}]}
        """;

    List<HttpResponse<String>> answers = atOnce(() -> post("/upsert", "once-upsert", body));

    assertSame(answers, 200);
    assertThat(answers.get(0).body()).contains("\"created\":true").doesNotContain("false");
    assertThat(customers("1730000000")).isEqualTo(2);
    assertThat(changes()).isEqualTo(before + 2);
  }

  @Test
  void manyDifferentKeysAreAllDone() throws Exception {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < REPEATS; i++) {
      keys.add("many-" + i);
    }
    java.util.concurrent.ConcurrentLinkedQueue<String> open =
        new java.util.concurrent.ConcurrentLinkedQueue<>(keys);

    List<HttpResponse<String>> answers =
        atOnce(
            () -> {
              String key = Objects.requireNonNull(open.poll());
              return post("", key, "{\"name\":\"" + key + "\"}");
            });

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(REPEATS);
  }

  @Test
  void keyWithAnotherBodyIsAConflictThatChangesNothing() {
    assertThat(post("", "reused", "{\"name\":\"one\"}").statusCode()).isEqualTo(201);
    var before = tables.counts();

    for (String body : List.of("{\"name\":\"two\"}", "{\"name\":\"one\",\"visits\":1}")) {
      HttpResponse<String> other = post("", "reused", body);
      assertThat(other.statusCode()).isEqualTo(409);
      assertThat(other.body()).contains("record.keyReused");
    }
    HttpResponse<String> elsewhere =
        post(
            "/batch",
            "reused",
            "{\"operations\":[{\"op\":\"create\",\"values\":{\"name\":\"one\"}}]}");

    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(elsewhere.body()).contains("record.keyReused");
    assertThat(tables.counts()).isEqualTo(before);
  }

  @Test
  void keyOfAnotherPersonIsAnotherKey() {
    Http south = Http.session(Api.signIn("south", Shop.PASSWORD));

    HttpResponse<String> first = post("", "shared", "{\"name\":\"north's\"}");
    HttpResponse<String> second =
        south.send(
            "POST", "/api/data/customer", "{\"name\":\"south's\"}", "Idempotency-Key", "shared");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).contains("south's");
  }

  @Test
  void refusedCallLeavesItsKeyFree() {
    assertThat(post("", "mended", "{\"visits\":1}").statusCode()).isEqualTo(422);
    assertThat(post("", "mended", "{\"name\":\"mended\",\"visits\":1}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void repeatWorksAfterTheFirstWasRolledBack() {
    assertThatThrownBy(
            () ->
                transactions.required(
                    () -> {
                      create("rolled-back", "17400000001");
                      throw new IllegalStateException("gone before the commit");
                    }))
        .hasMessage("gone before the commit");
    assertThat(customers("1740000000")).isZero();

    repeatTwice("rolled-back", "17400000001");

    assertThat(customers("1740000000")).isEqualTo(1);
  }

  @Test
  void repeatWorksAfterTheConnectionOfTheFirstWasKilled() {
    assertThatThrownBy(
            () ->
                transactions.required(
                    () -> {
                      create("killed", "17500000001");
                      String backend = tables.texts("select pg_backend_pid()").get(0);
                      kill(backend);
                      return create("killed-too", "17500000002");
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(customers("1750000000")).isZero();

    repeatTwice("killed", "17500000001");

    assertThat(customers("1750000000")).isEqualTo(1);
  }

  /** From a thread of its own, and so by another connection. */
  private void kill(String backend) {
    Thread killer =
        new Thread(() -> tables.texts("select pg_terminate_backend(" + backend + ")"), "killer");
    killer.start();
    try {
      killer.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object create(String key, String phone) {
    User user = Objects.requireNonNull(users.findByUsername("north"));
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("name", key).put("phone", phone);
    return records.create(
        access.of(user, Set.of("clerk"), Locale.ENGLISH),
        "customer",
        values,
        new WriteOptions(key, "api"));
  }

  private void repeatTwice(String key, String phone) {
    String body = "{\"name\":\"" + key + "\",\"phone\":\"" + phone + "\"}";
    HttpResponse<String> first = post("", key, body);
    HttpResponse<String> second = post("", key, body);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
  }
}
