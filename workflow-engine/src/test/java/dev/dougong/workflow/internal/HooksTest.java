package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.hook.Hooks;
import dev.dougong.workflow.message.WebhookSignature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What another program delivers is taken once, and only from who knows the secret. */
class HooksTest {

  private static final int REPEATS = 1_000;
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"contact\":{\"name\":\"张三\",\"phone\":\"138\"}}";
  private static final String CALL =
      """
      {"key":"call","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"say","type":"message","channel":"sms","to":"record.phone","body":"hello"}]}
      """;

  private final Desk desk = Desk.empty();

  private void open() {
    desk.publishAll(CALL);
    Document.Name name =
        desk.workspace.draft(
            "hook",
            """
            {"key":"website","entity":"lead","values":{"source":"online","owner":null},
             "mapping":{"name":"/contact/name","phone":"/contact/phone","visits":"/visits"}}
            """);
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
    desk.node.hooks.putSecret(desk.admin(), "website", SECRET);
  }

  private Hooks.Delivery delivery(String id, String body) {
    long seconds = desk.clock.instant().getEpochSecond();
    return new Hooks.Delivery(
        id, Long.toString(seconds), WebhookSignature.of(SECRET, id, seconds, body), body);
  }

  private List<String> refusal(Hooks.Delivery delivery) {
    return Desk.problems(
        () -> {
          var unused = desk.node.hooks.take("website", delivery);
        });
  }

  @Test
  void aThousandRepeatsMakeOneLead() throws Exception {
    open();
    Hooks.Delivery delivery = delivery("d1", BODY);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    Set<UUID> records = new HashSet<>();
    try {
      List<Callable<UUID>> all = new ArrayList<>();
      for (int i = 0; i < REPEATS; i++) {
        all.add(() -> desk.node.hooks.take("website", delivery));
      }
      for (Future<UUID> one : threads.invokeAll(all)) {
        records.add(one.get());
      }
    } finally {
      threads.shutdown();
    }
    assertThat(records).hasSize(1);
    UUID lead = records.iterator().next();
    assertThat(desk.value(lead, "name")).isEqualTo("张三");
    assertThat(desk.value(lead, "source")).isEqualTo("online");
    assertThat(desk.value(lead, "owner")).isNull();
    assertThat(desk.count("hook_delivery")).isOne();
    List<Execution> begun = desk.executions("call");
    assertThat(begun).hasSize(1);
    assertThat(desk.node.hooks.take("website", delivery("d2", BODY))).isNotEqualTo(lead);
  }

  @Test
  void isRefusedWithoutTheRightSignature() {
    open();
    Hooks.Delivery right = delivery("d1", BODY);
    String later = Long.toString(desk.clock.instant().getEpochSecond() + 1);
    for (Hooks.Delivery wrong :
        List.of(
            new Hooks.Delivery("d2", right.timestamp(), right.signature(), BODY),
            new Hooks.Delivery("d1", later, right.signature(), BODY),
            new Hooks.Delivery("d1", right.timestamp(), right.signature(), BODY + " "),
            new Hooks.Delivery("d1", right.timestamp(), "v1,AAAA", BODY),
            new Hooks.Delivery("d1", right.timestamp(), null, BODY),
            new Hooks.Delivery("d1", "soon", right.signature(), BODY),
            new Hooks.Delivery(null, right.timestamp(), right.signature(), BODY),
            delivery("d3", "x".repeat(Hooks.LONGEST + 1)))) {
      assertThat(refusal(wrong)).as(wrong.toString()).containsExactly("hook.badSignature@");
    }
    desk.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(refusal(right)).containsExactly("hook.stale@");
    assertThat(desk.count("hook_delivery")).isZero();
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.node.hooks.take("nobody", right);
                }))
        .containsExactly("notFound@");
    assertThat(
            Desk.problems(() -> desk.node.hooks.putSecret(desk.as(People.CLERK), "website", "x")))
        .containsExactly("forbidden@");
  }

  @Test
  void mayComeAgainWhereItWasNoRightRecord() {
    open();
    assertThat(refusal(delivery("d1", "[]"))).containsExactly("hook.notJson@");
    assertThat(refusal(delivery("d1", "{\"visits\":\"many\"}"))).isNotEmpty();
    assertThat(desk.count("hook_delivery")).isZero();
    assertThat(refusal(delivery("d1", BODY))).isEmpty();
  }
}
