package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.workflow.execution.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is in a segment, its tag, and what starts on entering and leaving. */
class SegmentsTest {

  private static final String CARD =
      """
      {"key":"card","title":"name","fields":[
        {"key":"name","type":"text"},{"key":"spent","type":"integer"},
        {"key":"lastSeen","type":"date"},{"key":"marks","type":"tags"}]}
      """;

  private static final String VIP =
      """
      {"key":"vip","entity":"card","filter":"spent >= 1000","tag":{"field":"marks","value":"vip"}}
      """;

  private static final String ASLEEP =
      """
      {"key":"asleep","entity":"card","filter":"daysBetween(lastSeen, today()) > 30"}
      """;

  private static String on(String segment, String what) {
    return """
        {"key":"%s%s","trigger":{"type":"segment","entity":"card","segment":"%s","on":"%s"},
         "nodes":[{"id":"more","type":"update","values":{"name":"record.name"}}]}
        """
        .formatted(segment, what, segment, what);
  }

  private final Desk desk = Desk.empty();

  private void begin(String... segments) {
    desk.publishAll();
    desk.workspace.publish(CARD);
    publish(segments);
  }

  private void publish(String... segments) {
    List<Document.Name> names = new java.util.ArrayList<>();
    for (String segment : segments) {
      names.add(desk.workspace.draft("segment", segment));
    }
    var unused = desk.workspace.publishing.publish(names, PublishOptions.by(null));
    desk.node.jobs.runDue();
  }

  private EntityRecord card(int spent) {
    return desk.create("card", "{'name':'n','spent':" + spent + "}");
  }

  private List<UUID> members(String segment) {
    return desk.workspace.jdbc.query(
        new Sql()
            .add("select record from ")
            .add(desk.workspace.workspace.schema())
            .add(".segment_member where segment = ")
            .bind(dev.dougong.engine.sql.SqlType.TEXT, segment)
            .add(" order by record"),
        row -> Objects.requireNonNull(row.getObject(1, UUID.class)));
  }

  private List<UUID> started(String workflow) {
    return desk.executions(workflow).stream().map(Execution::record).toList();
  }

  @Test
  void recordsEnterAndLeaveAsTheyChange() {
    begin(VIP);
    desk.publish(on("vip", "entered"), on("vip", "left"));
    EntityRecord rich = card(2000);
    EntityRecord poor = card(10);
    desk.node.jobs.runDue();
    assertThat(members("vip")).containsExactly(rich.id());
    assertThat(desk.value("card", rich.id(), "marks")).isEqualTo(List.of("vip"));

    desk.patch("card", poor.id(), "{'spent':1000}");
    desk.patch("card", rich.id(), "{'spent':999}");
    desk.node.jobs.runDue();
    assertThat(members("vip")).containsExactly(poor.id());
    assertThat(desk.value("card", rich.id(), "marks")).isNull();
    assertThat(started("vipentered")).containsExactlyInAnyOrder(rich.id(), poor.id());
    assertThat(started("vipleft")).containsExactly(rich.id());
  }

  @Test
  void aRecordThatBreaksARuleOfTodayHoldsUpNoOther() {
    begin(VIP);
    desk.publish(on("vip", "entered"));
    EntityRecord nameless = desk.create("card", "{'spent':5000}");
    String ruled =
        CARD.strip()
            .replaceAll(
                "}$",
                ",\"rules\":[{\"when\":\"isBlank(name) && !isBlank(marks)\",\"message\":{\"zh\":\"缺\"}}]}");
    desk.workspace.publish(ruled);
    EntityRecord rich = card(2000);
    desk.node.jobs.runDue();
    assertThat(members("vip")).containsExactlyInAnyOrder(nameless.id(), rich.id());
    assertThat(desk.value("card", rich.id(), "marks")).isEqualTo(List.of("vip"));
    assertThat(desk.value("card", nameless.id(), "marks")).isNull();
    assertThat(started("vipentered")).containsExactlyInAnyOrder(nameless.id(), rich.id());
  }

  @Test
  void whoIsInItWhenItIsPublishedHasNotEntered() {
    desk.publishAll();
    desk.workspace.publish(CARD);
    EntityRecord rich = card(2000);
    publish(VIP);
    assertThat(members("vip")).containsExactly(rich.id());
    desk.publish(on("vip", "entered"), on("vip", "left"));
    publish(VIP.replace("1000", "3000"));
    assertThat(members("vip")).isEmpty();
    assertThat(desk.value("card", rich.id(), "marks")).isNull();
    assertThat(started("vipentered")).isEmpty();
    assertThat(started("vipleft")).isEmpty();
  }

  @Test
  void tagsOfPeopleAreTheirs() {
    begin(VIP);
    EntityRecord card = desk.create("card", "{'spent':1,'marks':['vip','mine']}");
    desk.node.jobs.runDue();
    desk.patch("card", card.id(), "{'spent':5000}");
    desk.node.jobs.runDue();
    assertThat(members("vip")).containsExactly(card.id());
    desk.patch("card", card.id(), "{'spent':5}");
    desk.node.jobs.runDue();
    assertThat(members("vip")).isEmpty();
    assertThat(desk.value("card", card.id(), "marks")).isEqualTo(List.of("vip", "mine"));
  }

  @Test
  void timeBringsThemInToo() {
    begin(ASLEEP);
    desk.publish(on("asleep", "entered"));
    EntityRecord card = desk.create("card", "{'name':'n','lastSeen':'2026-02-01'}");
    desk.node.jobs.runDue();
    assertThat(members("asleep")).isEmpty();
    desk.clock.advance(Duration.ofDays(3));
    desk.node.jobs.runDue();
    assertThat(members("asleep")).containsExactly(card.id());
    assertThat(started("asleepentered")).containsExactly(card.id());
    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    assertThat(started("asleepentered")).hasSize(1);
  }

  @Test
  void deletedRecordsLeaveWithoutAWord() {
    begin(VIP);
    desk.publish(on("vip", "left"));
    EntityRecord card = card(5000);
    desk.node.jobs.runDue();
    desk.node.records.batch(
        desk.admin(),
        "card",
        List.of(new dev.dougong.engine.record.Records.Operation.Delete(card.id(), null)),
        dev.dougong.engine.record.Records.WriteOptions.API);
    desk.node.jobs.runDue();
    assertThat(members("vip")).isEmpty();
    assertThat(started("vipleft")).isEmpty();
  }

  @Test
  void rulesThatNameTheirOwnTagAreRefused() {
    desk.publishAll();
    desk.workspace.publish(CARD);
    assertThat(
            Desk.problems(
                () ->
                    publish(
                        """
                        {"key":"odd","entity":"card","filter":"!contains(marks, \\"odd\\")",
                         "tag":{"field":"marks","value":"odd"}}
                        """)))
        .containsExactly("segment.dependsOnTag@/filter");
  }

  private static String turns(String on, String spent) {
    return """
        {"key":"%s","trigger":{"type":"segment","entity":"card","segment":"vip","on":"%s"},
         "nodes":[{"id":"turn","type":"update","values":{"spent":"%s"}}]}
        """
        .formatted(on, on, spent);
  }

  /** A workflow that leaves what another one enters: a chain through the segment and back. */
  @Test
  void aChainThroughSegmentsIsStoppedAndTold() {
    begin(VIP);
    desk.publish(turns("entered", "1"), turns("left", "1000"));
    EntityRecord card = card(1000);
    EntityRecord other = card(5);
    desk.node.jobs.runDue();

    List<Execution> all = desk.executions(null);
    assertThat(all).hasSize(Starts.MAX_DEPTH + 1);
    Execution stopped = all.get(0);
    assertThat(stopped.status()).isEqualTo(Execution.Status.STOPPED);
    assertThat(Objects.requireNonNull(stopped.problem()).code()).isEqualTo("workflow.chainTooLong");
    assertThat(all.subList(1, all.size()))
        .allMatch(one -> one.status() == Execution.Status.DONE)
        .allMatch(one -> card.id().equals(one.record()));
    desk.patch("card", other.id(), "{'spent':2000}");
    desk.node.jobs.followChanges();
    assertThat(desk.executions("entered").get(0).record())
        .as("others start anew")
        .isEqualTo(other.id());
    assertThat(desk.executions("entered").get(0).status()).isEqualTo(Execution.Status.RUNNING);
  }

  /**
   * A segment's tag starts a workflow that turns the rule round: the chain goes through the tag.
   */
  @Test
  void aChainThroughTheTagOfASegmentIsStopped() {
    begin(VIP);
    desk.publish(
        """
        {"key":"tagged","trigger":{"type":"record","entity":"card","on":["updated"],"fields":["marks"]},
         "nodes":[{"id":"turn","type":"update","values":{"spent":"1001 - record.spent"}}]}
        """);
    var unused = card(1000);
    desk.node.jobs.runDue();
    List<Execution> all = desk.executions("tagged");
    assertThat(all).hasSize(Starts.MAX_DEPTH + 1);
    assertThat(all.get(0).status()).isEqualTo(Execution.Status.STOPPED);
    assertThat(desk.count("chain")).isLessThan(5);
  }
}
