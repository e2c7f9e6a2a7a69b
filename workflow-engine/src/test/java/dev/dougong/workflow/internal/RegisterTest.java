package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.query.internal.SqlRecordSelection;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.workflow.execution.Execution;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of the members of a segment, and messages that each of them gets once. */
class RegisterTest {

  private static final String OFFER =
      """
      {"key":"offer","title":"code","fields":[
        {"key":"code","type":"text","unique":true},{"key":"audience","type":"text"},{"key":"go","type":"text"}]}
      """;
  private static final String GUEST =
      """
      {"key":"guest","title":"code","fields":[
        {"key":"code","type":"text","unique":true},{"key":"lot","type":"decimal","scale":6},
        {"key":"offer","type":"reference","entity":"offer","required":true,"onDelete":"cascade","indexed":true},
        {"key":"lead","type":"reference","entity":"lead","required":true,"onDelete":"cascade","indexed":true},
        {"key":"state","type":"text"},{"key":"reason","type":"text"}]}
      """;
  private static final String LIST =
      """
      {"key":"list","trigger":{"type":"manual","entity":"offer"},"nodes":[
        {"id":"all","type":"register","entity":"lead","segment":"record.audience","into":"guest","member":"lead",
         "for":"offer","key":"code","draw":"lot","values":{"code":"record.code","state":"\\"listed\\""}}]}
      """;
  private static final String SEND =
      """
      {"key":"send","trigger":{"type":"manual","entity":"offer"},"nodes":[
        {"id":"each","type":"each","entity":"guest","where":{"offer":"record"},"workflow":"invite"}]}
      """;
  private static final String INVITE =
      """
      {"key":"invite","trigger":{"type":"manual","entity":"guest"},"nodes":[
        {"id":"ask","type":"message","channel":"sms","to":"record.lead.phone","body":"x","trial":true,"next":"say"},
        {"id":"say","type":"message","channel":"sms","to":"record.lead.phone","body":"{{record.lead.name}}","once":"record","next":"note"},
        {"id":"note","type":"update","values":{"state":"say.state","reason":"say.reason"}}]}
      """;

  private Desk desk;
  private UUID offer;

  @BeforeEach
  void open() {
    desk = Desk.empty();
    desk.clock.advance(Duration.ofHours(8));
    desk.publishAll();
    desk.workspace.publish(OFFER, GUEST);
    publish(
        "segment",
        "{\"key\":\"asked\",\"entity\":\"lead\",\"filter\":\"source == \\\"asked\\\"\"}");
    desk.publish(LIST, INVITE, SEND);
    offer = desk.create("offer", "{'code':'SPRING','audience':'asked'}").id();
  }

  private void publish(String kind, String text) {
    Document.Name name = desk.workspace.draft(kind, text);
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  private EntityRecord lead(String name, String phone, String more) {
    return desk.create(
        "lead", "{'name':'" + name + "','phone':'" + phone + "','source':'asked'" + more + "}");
  }

  private void start(String workflow) {
    var unused = desk.node.executions.start(desk.admin(), workflow, offer, null);
    desk.node.jobs.runDue();
  }

  private List<UUID> guests() {
    return desk.workspace.jdbc.query(
        new SqlRecordSelection(new SqlCompiler())
            .select(desk.admin(), desk.workspace.metadata().entity("guest"), null, List.of()),
        row -> row.getObject(1, UUID.class));
  }

  @Test
  void everyMemberIsListedOnceAndNewcomersFollow() {
    for (int i = 0; i < 3; i++) {
      var unused = lead("n" + i, "1380013800" + i, "");
    }
    var other = desk.create("lead", "{'name':'other','phone':'13900139000','source':'x'}");
    desk.node.jobs.runDue();
    start("list");
    assertThat(guests()).hasSize(3);
    start("list");
    assertThat(guests()).hasSize(3);
    desk.patch("lead", other.id(), "{'source':'asked'}");
    desk.node.jobs.runDue();
    start("list");
    List<UUID> all = guests();
    assertThat(all).hasSize(4);
    assertThat(desk.executions("list"))
        .extracting(Execution::status)
        .containsOnly(Execution.Status.DONE);
    for (UUID one : all) {
      assertThat((BigDecimal) desk.value("guest", one, "lot"))
          .isBetween(BigDecimal.ZERO, BigDecimal.ONE);
      assertThat((String) desk.value("guest", one, "code")).startsWith("SPRING-").hasSize(19);
    }
  }

  @Test
  void aMessageAboutTheSameGoesOutOnceHoweverOftenItIsAskedFor() {
    var unused = lead("n", "13800138000", "");
    desk.node.jobs.runDue();
    start("list");
    start("send");
    start("send");
    assertThat(desk.sms.sent).hasSize(1);
    assertThat(desk.value("guest", guests().get(0), "state")).isEqualTo("repeated");
  }

  @Test
  void aContactRuleHoldsBackWithItsReasonUnlessThePurposeIsAnother() {
    publish(
        "contactRule",
        """
        {"key":"rule","most":1,"within":"P1D","quiet":{"from":"20:00","to":"08:00"},"people":[
          {"entity":"lead","address":"phone","refused":[
           {"key":"quiet","label":{"zh":"已成交","en":"Has bought"},"when":"stage == \\"won\\"","purposes":["marketing"]}]}]}
        """);
    var won = lead("n", "13800138000", ",'stage':'won'");
    var open = lead("m", "13800138001", "");
    desk.node.jobs.runDue();
    start("list");
    start("send");
    assertThat(desk.sms.sent).hasSize(1);
    assertThat(guests())
        .extracting(one -> desk.value("guest", one, "state"))
        .containsExactlyInAnyOrder("refused", "sent");
    assertThat(guests())
        .extracting(one -> desk.value("guest", one, "reason"))
        .containsExactlyInAnyOrder("quiet", null);
    List<Execution.Message> messages = new ArrayList<>();
    desk.executions("invite")
        .forEach(
            one -> messages.addAll(desk.node.executions.find(desk.admin(), one.id()).messages()));
    assertThat(messages)
        .filteredOn(one -> one.state().equals("refused"))
        .extracting(one -> String.valueOf(one.problem()))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("message.refusedByRule")
        .contains("已成交");
    desk.publish(INVITE.replace("\"once\":\"record\"", "\"purpose\":\"service\""));
    start("send");
    assertThat(desk.sms.sent).hasSize(3);
    assertThat(List.of(won, open)).hasSize(2);
  }
}
