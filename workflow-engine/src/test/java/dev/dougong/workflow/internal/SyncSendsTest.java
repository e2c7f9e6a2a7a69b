package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.sync.Syncs;
import dev.dougong.workflow.sync.Syncs.Decision;
import dev.dougong.workflow.sync.Syncs.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A shop on this machine is told of each change once, and never of what came from it. */
class SyncSendsTest extends SyncDesk {

  @Test
  void sendsEachChangeOnceAndNotBackWhatCameIn() {
    setUp(in("theirs"), OUT);
    shop.put("clients", item(1, ""));
    run();
    assertThat(shop.keys).isEmpty();
    UUID came = client("+8613800000001");
    UUID own = desk.create("client", "{'name':'赵六','phone':'13900000001','city':'宁波'}").id();
    var unused = desk.create("client", "{'name':'secret','phone':'13900000009'}");
    run();
    assertThat(shop.calls("POST")).isOne();
    JsonNode made = shop.item("clients", "s1001");
    assertThat(made.path("mobile").asText()).isEqualTo("+8613900000001");
    assertThat(made.at("/address/city").asText()).isEqualTo("宁波");
    desk.patch("client", own, "{'city':'温州'}");
    desk.patch("client", own, "{'city':'台州'}");
    desk.patch("client", came, "{'spent':1}");
    run();
    assertThat(shop.calls("PUT")).isOne();
    assertThat(shop.item("clients", "s1001").at("/address/city").asText()).isEqualTo("台州");
    desk.patch("client", came, "{'city':'金华'}");
    run();
    assertThat(shop.item("clients", "1").at("/address/city").asText()).isEqualTo("金华");
    // it comes back with what we sent, and nothing goes round in circles
    shop.item("clients", "s1001").put("changed", "2026-03-01T05:00:00Z").put("city", "台州");
    shop.item("clients", "1").put("changed", "2026-03-01T05:00:00Z").put("city", "金华");
    long calls = shop.keys.size();
    later();
    later();
    assertThat(shop.keys).hasSize((int) calls).doesNotHaveDuplicates();
    assertThat(clients()).isEqualTo(3);
    assertThat(state().waiting()).isZero();
  }

  @Test
  void repeatsTheSameBodyAndKeyWhereTheAnswerWasLost() {
    setUp(OUT);
    List<String> bodies = new ArrayList<>();
    AtomicInteger tries = new AtomicInteger();
    shop.gateway.answers(
        request -> {
          bodies.add(request.header("idempotency-key") + request.body());
          Gateway.Reply reply = shop.answer(request);
          return tries.incrementAndGet() < 3 ? new Gateway.Reply(502, "", Map.of()) : reply;
        });
    UUID own = desk.create("client", "{'name':'赵六','phone':'13900000001'}").id();
    run();
    desk.patch("client", own, "{'name':'赵七'}");
    for (int i = 0; i < 3; i++) {
      desk.clock.advance(Duration.ofSeconds(30));
      run();
    }
    assertThat(bodies.subList(0, 3)).allMatch(bodies.get(0)::equals);
    assertThat(bodies).hasSize(4);
    assertThat(shop.list("clients")).hasSize(1);
    assertThat(shop.item("clients", "s1001").path("nick").asText()).isEqualTo("赵七");
    assertThat(rows(false)).extracting(Syncs.Row::outcome).containsExactly("sent", "sent");
  }

  @Test
  void givesUpWhatIsRefusedUntilAPersonOrAChangeSaysSo() {
    setUp(OUT);
    shop.gateway.answers(request -> new Gateway.Reply(422, "{\"message\":\"bad\"}", Map.of()));
    UUID own = desk.create("client", "{'name':'赵六','phone':'13900000001'}").id();
    run();
    later();
    assertThat(shop.gateway.requests).hasSize(1);
    Syncs.Row row = rows(true).get(0);
    assertThat(row.problems().get(0).code()).isEqualTo("sync.status");
    shop.gateway.answers(shop::answer);
    var again = desk.node.syncs.decide(desk.admin(), "clients", row.id(), Decision.AGAIN);
    assertThat(again.isOpen()).isFalse();
    run();
    assertThat(shop.list("clients")).hasSize(1);
    desk.node.syncs.turn(desk.admin(), "clients", Switch.PAUSED);
    desk.patch("client", own, "{'name':'赵八'}");
    run();
    assertThat(state().waiting()).isOne();
    desk.node.syncs.turn(desk.admin(), "clients", Switch.OFF);
    desk.patch("client", own, "{'name':'赵九'}");
    desk.node.syncs.turn(desk.admin(), "clients", Switch.ON);
    run();
    assertThat(shop.item("clients", "s1001").path("nick").asText()).isEqualTo("赵六");
  }
}
