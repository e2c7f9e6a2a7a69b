package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.workflow.People;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.sync.Syncs;
import dev.dougong.workflow.sync.Syncs.Decision;
import dev.dougong.workflow.sync.Syncs.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Items of a shop on this machine become records: each once, whatever dies on the way. */
class SyncsTest extends SyncDesk {

  @Test
  void takesAllPagesAndThenOnlyWhatChanged() {
    setUp(in("theirs"));
    for (int i = 1; i <= 25; i++) {
      shop.put("clients", item(i, ""));
    }
    run();
    assertThat(clients()).isEqualTo(25);
    assertThat(shop.calls("GET")).isEqualTo(3);
    assertThat(state().counts()).isEqualTo(Map.of("created", 25));
    UUID first = client("+8613800000001");
    assertThat(value(first, "name")).isEqualTo("客户1");
    assertThat(value(first, "level")).isEqualTo("gold");
    assertThat(value(first, "origin")).isEqualTo("shop");
    assertThat(value(first, "spent").toString()).startsWith("12.5");
    assertThat(value(first, "since")).hasToString("2025-03-01T00:00:00Z");
    shop.put("clients", item(7, "'city':'上海','rank':'VIP','changed':'2026-03-01T03:59:00Z'"));
    later();
    assertThat(shop.calls("GET")).isEqualTo(4);
    assertThat(shop.gateway.requests.get(3).query()).contains("since=2026-03-01T03%3A24");
    assertThat(value(client("+8613800000007"), "city")).isEqualTo("上海");
    assertThat(state().counts()).isEqualTo(Map.of("unchanged", 2, "updated", 1));
    assertThat(rows(false)).hasSize(26).allMatch(row -> row.problems().isEmpty());
  }

  @Test
  void meetsEachItemOnceWhereverANodeDies() {
    setUp(in("theirs"));
    for (int i = 1; i <= 25; i++) {
      shop.put("clients", item(i, ""));
    }
    shop.pagesOf(3);
    int died = 0;
    for (int place = 1; place <= 40; place += 3) {
      desk.node.statements.dieBefore(place);
      try {
        run();
      } catch (RuntimeException e) {
        assertThat(desk.node.statements.hasDied()).isTrue();
      }
      died += desk.node.statements.hasDied() ? 1 : 0;
      desk.node.statements.dieBefore(Integer.MAX_VALUE);
      desk.clock.advance(Duration.ofSeconds(61));
    }
    later();
    later();
    assertThat(died).isGreaterThan(6);
    assertThat(clients()).isEqualTo(25);
    assertThat(desk.count("sync_link")).isEqualTo(25);
    assertThat(rows(false)).hasSize(25).allMatch(row -> row.outcome().equals("created"));
  }

  @Test
  void asksEachPageOnceWithManyThreadsAndNodes() throws Exception {
    setUp(in("theirs"));
    shop.pagesOf(2);
    for (int i = 1; i <= 24; i++) {
      shop.put("clients", item(i, ""));
    }
    Desk.Node other = desk.new Node();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Desk.Node node = i % 2 == 0 ? desk.node : other;
        all.add(
            () -> {
              int done = 0;
              for (int k = 0; k < 20; k++) {
                done += node.jobs.sync();
              }
              return done;
            });
      }
      for (var one : threads.invokeAll(all)) {
        assertThat(one.get()).isNotNegative();
      }
    } finally {
      threads.shutdown();
    }
    run();
    assertThat(shop.calls("GET")).isEqualTo(12);
    assertThat(clients()).isEqualTo(24);
  }

  @Test
  void keepsWhatOnlyOneSideChangedAndDecidesTheRest() {
    setUp(in("ask"));
    shop.put("clients", item(1, ""));
    run();
    UUID id = client("+8613800000001");
    desk.patch("client", id, "{'name':'王五','city':'苏州'}");
    shop.put("clients", item(1, "'city':'杭州','cents':9900,'changed':'2026-03-01T05:00:00Z'"));
    later();
    // the name and city here, the amount there: nobody is in doubt
    assertThat(value(id, "name")).isEqualTo("王五");
    assertThat(value(id, "city")).isEqualTo("苏州");
    assertThat(value(id, "spent").toString()).startsWith("99");
    shop.put("clients", item(1, "'city':'上海','cents':100,'changed':'2026-03-01T05:30:00Z'"));
    later();
    assertThat(value(id, "city")).isEqualTo("苏州");
    assertThat(value(id, "spent").toString()).startsWith("99");
    Syncs.Row row = rows(true).get(0);
    assertThat(row.outcome()).isEqualTo("conflict");
    assertThat(row.problems()).extracting(Problem::place).containsExactly("/city");
    assertThat(state().open()).isOne();
    Syncs.Row done = desk.node.syncs.decide(desk.admin(), "clients", row.id(), Decision.THEIRS);
    assertThat(done.outcome()).isEqualTo("updated");
    assertThat(value(id, "city")).isEqualTo("上海");
    assertThat(value(id, "name")).isEqualTo("王五");
    assertThat(rows(true)).isEmpty();
    assertThat(
            Desk.problems(
                () -> {
                  var unused =
                      desk.node.syncs.decide(desk.admin(), "clients", row.id(), Decision.OURS);
                }))
        .containsExactly("sync.notOpen@");
  }

  @Test
  void followsThePolicyWhereBothChanged() {
    setUp(in("ours"));
    shop.put("clients", item(1, ""));
    run();
    UUID id = client("+8613800000001");
    desk.patch("client", id, "{'city':'苏州'}");
    shop.put("clients", item(1, "'city':'上海','changed':'2026-03-01T05:00:00Z'"));
    later();
    assertThat(value(id, "city")).isEqualTo("苏州");
    // what was decided stays so while the other side does not change it again
    shop.put("clients", item(1, "'city':'上海','cents':1,'changed':'2026-03-01T05:10:00Z'"));
    publish(
        "sync",
        "{'key':'clients','connector':'shop','entity':'client','match':['phone'],"
            + "'schedule':'*/15 * * * *',"
            + in("newest")
            + "}");
    later();
    assertThat(value(id, "city")).isEqualTo("苏州");
    desk.patch("client", id, "{'city':'南京'}");
    shop.put("clients", item(1, "'city':'北京','changed':'2026-02-01T05:10:00Z'"));
    desk.node.syncs.runNow(desk.admin(), "clients", true);
    run();
    assertThat(value(id, "city")).isEqualTo("南京");
    shop.put("clients", item(1, "'city':'广州','changed':'2026-03-01T08:00:00Z'"));
    later();
    assertThat(value(id, "city")).isEqualTo("广州");
  }

  @Test
  void tellsWhyARowIsRefusedAndTriesItAgainByItself() {
    setUp(in("theirs"));
    sync(
        "orders",
        "'entity':'order','match':['number'],'schedule':'*/15 * * * *'",
        "'in':{'path':'/orders','items':'/data/list','id':'/id','mapping':[{'field':'number','from':'/no'},"
            + "{'field':'client','from':'/buyer'},{'field':'amount','from':'/total'}]}");
    shop.put("orders", "{'id':'o1','no':'N1','buyer':'13800000001','total':'¥1,200.50'}");
    shop.put("orders", "{'no':'N2','buyer':'13800000001','total':1}");
    shop.put("clients", item(9, "'nick':'" + "长".repeat(30) + "'"));
    run();
    var orders = new Syncs.Query(true, null, null, 10);
    List<Syncs.Row> open = desk.node.syncs.rows(desk.admin(), "orders", orders);
    assertThat(open)
        .extracting(row -> row.problems().get(0).code() + row.problems().get(0).place())
        .containsExactlyInAnyOrder("import.referenceNotFound/client", "sync.noId");
    assertThat(rows(true)).hasSize(1);
    assertThat(rows(true).get(0).problems().get(0).place()).isEqualTo("/name");
    later();
    assertThat(desk.count("sync_row")).isEqualTo(3);
    shop.put("clients", item(1, "'changed':'2026-03-01T04:10:00Z'"));
    later();
    later();
    assertThat(desk.node.syncs.rows(desk.admin(), "orders", orders)).hasSize(1);
    assertThat(desk.count(desk.workspace.metadata().entity("order").table().text())).isOne();
    shop.list("orders").remove("");
    open = desk.node.syncs.rows(desk.admin(), "orders", orders);
    assertThat(open).allMatch(row -> row.remote() == null);
    shop.put("clients", item(9, ""));
    desk.node.syncs.runNow(desk.admin(), "clients", true);
    run();
    assertThat(rows(true)).isEmpty();
  }

  @Test
  void triesAgainAfterAFaultThatPassesAndWaitsAfterOneThatDoesNot() {
    setUp(in("theirs"));
    for (int i = 1; i <= 15; i++) {
      shop.put("clients", item(i, ""));
    }
    AtomicInteger calls = new AtomicInteger();
    shop.gateway.answers(
        request ->
            calls.incrementAndGet() == 2
                ? new Gateway.Reply(503, "busy " + Shop.TOKEN, Map.of())
                : shop.answer(request));
    run();
    assertThat(clients()).isEqualTo(10);
    Problem problem = Objects.requireNonNull(state().problem());
    assertThat(problem.code()).isEqualTo("sync.status");
    assertThat(problem.toString()).doesNotContain(Shop.TOKEN);
    desk.clock.advance(Duration.ofSeconds(6));
    run();
    assertThat(clients()).isEqualTo(15);
    assertThat(state().problem()).isNull();
    assertThat(state().counts()).isEqualTo(Map.of("created", 15));
    for (var wrong :
        Map.of(
                "sync.status",
                new Gateway.Reply(302, "", Map.of("Location", "http://127.0.0.1:1/")),
                "sync.notJson",
                new Gateway.Reply(200, "<html>", Map.of()),
                "sync.noItems",
                new Gateway.Reply(200, "{\"data\":{}}", Map.of()))
            .entrySet()) {
      shop.gateway.answers(request -> wrong.getValue());
      later();
      assertThat(Objects.requireNonNull(state().problem()).code()).isEqualTo(wrong.getKey());
      assertThat(state().nextAt()).isAfter(desk.clock.instant());
    }
    shop.gateway.answers(shop::answer);
    later();
    assertThat(state().problem()).isNull();
  }

  @Test
  void doesNothingUntilItIsOnAndForAdministratorsOnly() {
    setUp(in("theirs"));
    desk.node.syncs.turn(desk.admin(), "clients", Switch.OFF);
    shop.put("clients", item(1, ""));
    later();
    assertThat(shop.gateway.requests).isEmpty();
    assertThat(Desk.problems(() -> desk.node.syncs.runNow(desk.admin(), "clients", false)))
        .containsExactly("sync.isOff@");
    var clerk = desk.as(People.CLERK);
    assertThat(Desk.problems(() -> desk.node.syncs.turn(clerk, "clients", Switch.ON)))
        .containsExactly("forbidden@");
    assertThat(Desk.problems(() -> assertThat(desk.node.syncs.list(clerk)).isNotNull()))
        .containsExactly("forbidden@");
    List<JsonNode> sample =
        desk.node.syncs.sample(
            desk.admin(),
            Desk.json(
                "{'key':'x','connector':'shop','entity':'client','in':{'path':'/clients','items':'/data/list'}}"));
    assertThat(sample).hasSize(1);
    assertThat(sample.get(0).path("nick").asText()).isEqualTo(" 客户1 ");
    assertThat(
            Desk.problems(
                () -> {
                  var unused =
                      desk.node.syncs.sample(
                          desk.admin(), Desk.json("{'connector':'shop','entity':'client'}"));
                }))
        .containsExactly("sync.noSample@/in");
  }

  @Test
  void leavesARecordAloneThatWasDeletedHere() {
    setUp(in("theirs"));
    shop.put("clients", item(1, ""));
    run();
    UUID id = client("+8613800000001");
    desk.node.records.delete(
        desk.admin(), "client", id, 1, dev.dougong.engine.record.Records.WriteOptions.API);
    shop.put("clients", item(1, "'city':'上海','changed':'2026-03-01T05:00:00Z'"));
    later();
    assertThat(rows(false).get(0).outcome()).isEqualTo("ignored");
    assertThat(rows(false).get(0).problems().get(0).code()).isEqualTo("sync.recordDeleted");
    assertThat(desk.count(SqlName.of("sync_link").text())).isOne();
  }
}
