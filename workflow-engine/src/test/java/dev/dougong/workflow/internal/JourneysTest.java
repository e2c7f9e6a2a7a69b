package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dougong.workflow.execution.Journeys;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a record stands in its journeys. */
class JourneysTest {

  private static final String TRIP =
      """
      {"key":"trip","journey":true,"label":{"zh":"旅程","en":"Trip"},
       "trigger":{"type":"record","entity":"lead","on":["created"]},"nodes":[
        {"id":"greet","type":"update","label":{"zh":"问候","en":"Greet"},"values":{"note":"\\"hello\\""},"next":"pause"},
        {"id":"pause","type":"delay","for":"P3D","next":"bye"},
        {"id":"bye","type":"update","values":{"note":"\\"bye\\""}}]}
      """;
  private static final String QUIET =
      """
      {"key":"quiet","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"wait","type":"delay","for":"P9D"}]}
      """;
  private static final String PRESS =
      """
      {"key":"press","trigger":{"type":"manual","entity":"lead","button":true,"when":"visits > 1"},
       "nodes":[{"id":"halt","type":"stop"}]}
      """;

  private final Desk desk = new Desk(TRIP, QUIET, PRESS);

  private Journeys.Found of(UUID lead) {
    return desk.node.journeys.of(desk.admin(), "lead", lead);
  }

  @Test
  void saysWhatWasDoneWhereItWaitsAndWhatMayBeStarted() {
    UUID lead = desk.create("{'name':'n','visits':1}").id();
    desk.node.jobs.runDue();
    Journeys.Found found = of(lead);
    assertThat(found.starts()).isEmpty();
    assertThat(found.journeys()).extracting(Journeys.Journey::workflow).containsExactly("trip");
    assertThat(found.journeys().get(0).stops())
        .extracting(Journeys.Stop::node, Journeys.Stop::state)
        .containsExactly(tuple("greet", "done"), tuple("pause", "waiting"));
    assertThat(found.journeys().get(0).stops().get(1).dueAt())
        .isEqualTo(desk.clock.instant().plus(Duration.ofDays(3)));
    desk.patch(lead, "{'visits':2}");
    desk.clock.advance(Duration.ofDays(3));
    desk.node.jobs.runDue();
    assertThat(of(lead).starts())
        .extracting(Journeys.Offer::workflow, Journeys.Offer::isButton)
        .containsExactly(tuple("press", true));
    assertThat(of(lead).journeys().get(0).endedAt()).isEqualTo(desk.clock.instant());
  }

  @Test
  void nothingIsKnownOfARecordThatTheReaderMayNotSee() {
    UUID lead = desk.create("{'name':'n'}").id();
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.node.journeys.of(desk.admin(), "lead", new UUID(1, 2));
                }))
        .containsExactly("notFound@");
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.node.journeys.of(desk.admin(), "none", lead);
                }))
        .containsExactly("notFound@");
  }
}
