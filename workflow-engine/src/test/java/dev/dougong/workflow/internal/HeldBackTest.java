package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Reasons.Fact;
import dev.dougong.workflow.execution.Reasons.What;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Limits of pools, the gate of messages and the clock's choices are known for each record. */
class HeldBackTest {

  private static final String WRITE =
      """
      {"key":"write","trigger":{"type":"record","entity":"lead","on":["updated"],"fields":["note"]},
       "nodes":[{"id":"tell","type":"message","channel":"sms","to":"record.phone","title":"t","body":"{{record.note}}"}]}
      """;
  private static final String NIGHTLY =
      """
      {"key":"nightly","trigger":{"type":"schedule","cron":"0 8 * * *"},
       "nodes":[{"id":"all","type":"each","entity":"lead","filter":"visits > 5","limit":10,"workflow":"greet"}]}
      """;
  private static final String GREET =
      """
      {"key":"greet","trigger":{"type":"manual","entity":"lead"},"nodes":[{"id":"done","type":"stop"}]}
      """;

  private final Desk desk = Desk.empty();

  private List<Fact> about(UUID record) {
    return desk.node.reasons.about(desk.admin(), "lead", record);
  }

  private List<Fact> of(UUID record, String workflow) {
    return desk.node.reasons.of(desk.admin(), "lead", record).stream()
        .filter(one -> one.workflow().equals(workflow))
        .findFirst()
        .orElseThrow()
        .facts();
  }

  private static ObjectNode details(List<Fact> facts, What what) {
    return facts.stream()
        .filter(one -> one.what() == what)
        .findFirst()
        .orElseThrow(() -> new AssertionError(facts.toString()))
        .details();
  }

  private void pool() {
    desk.publishAll();
    Document.Name name =
        desk.workspace.draft(
            "pool",
            "{\"key\":\"leads\",\"entity\":\"lead\",\"filter\":\"!(stage == \\\"won\\\")\","
                + "\"perDay\":1,\"cooldown\":\"P3D\"}");
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  @Test
  void tellsWhoMayNotClaimARecordAndUntilWhen() {
    pool();
    UUID lead = desk.create("{'name':'n','stage':'new','owner':null}").id();
    assertThat(details(about(lead), What.POOL).path("isOpen").asBoolean()).isTrue();
    desk.node.pools.claim(desk.as(People.CLERK), "leads", lead);
    assertThat(details(about(lead), What.POOL).path("owner").asText()).isEqualTo("clerk");
    ObjectNode limit = details(about(lead), What.CLAIM_LIMIT);
    assertThat(limit.path("user").asText()).isEqualTo("clerk");
    assertThat(limit.path("count").asInt()).isOne();
    desk.node.pools.giveBack(desk.as(People.CLERK), "leads", lead);
    ObjectNode cooling = details(about(lead), What.COOLING);
    assertThat(cooling.path("user").asText()).isEqualTo("clerk");
    assertThat(cooling.path("at").asText()).startsWith("2026-03-04");
    desk.clock.advance(Duration.ofDays(3));
    assertThat(about(lead)).extracting(Fact::what).containsExactly(What.POOL);
    UUID won = desk.create("{'name':'n','stage':'won','owner':null}").id();
    assertThat(details(about(won), What.POOL).path("isOpen").asBoolean()).isFalse();
  }

  @Test
  void tellsOfMessagesThatTheGateKeptBack() {
    desk.publishAll(WRITE);
    desk.clock.advance(Duration.ofHours(6));
    UUID lead = desk.create("{'name':'n','phone':'13800000001'}").id();
    for (int i = 1; i <= 4; i++) {
      desk.patch(lead, "{'note':'" + i + "'}");
      desk.node.jobs.runDue();
    }
    assertThat(details(of(lead, "write"), What.MESSAGE_REFUSED).path("reason").asText())
        .isEqualTo("tooOften");
    assertThat(details(about(lead), What.CONTACT_LIMIT).path("count").asInt()).isEqualTo(3);
    assertThat(desk.sms.sent).hasSize(3);

    desk.clock.advance(Duration.ofDays(8).plusHours(13));
    desk.patch(lead, "{'note':'at night'}");
    desk.node.jobs.runDue();
    assertThat(details(of(lead, "write"), What.MESSAGE_HELD).path("at").asText()).isNotEmpty();
    assertThat(details(about(lead), What.QUIET).path("at").asText()).isNotEmpty();
    assertThat(details(about(lead), What.CONTACTED).path("count").asInt()).isOne();
  }

  @Test
  void tellsWhetherTheClockWouldChooseARecord() {
    desk.publishAll(GREET, NIGHTLY);
    desk.node.jobs.runDue();
    UUID few = desk.create("{'visits':2}").id();
    UUID many = desk.create("{'visits':9}").id();
    assertThat(details(of(few, "nightly"), What.SCHEDULED).path("at").asText()).isNotEmpty();
    ObjectNode chosen = details(of(few, "nightly"), What.CHOSEN);
    assertThat(chosen.path("isTrue").asBoolean()).isFalse();
    assertThat(chosen.at("/values/0/value").asText()).isEqualTo("2");
    assertThat(details(of(many, "nightly"), What.CHOSEN).path("isTrue").asBoolean()).isTrue();
  }

  @Test
  void isForAdministratorsOnly() {
    pool();
    UUID lead = desk.create("{'name':'n','stage':'new'}").id();
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.node.reasons.about(desk.as(People.CLERK), "lead", lead);
                }))
        .containsExactly("notFound@");
  }
}
