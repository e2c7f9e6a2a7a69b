package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On what occasions workflows start, and which version of them runs. */
class TriggersTest {

  private static String on(String key, String trigger) {
    return "{\"key\":\""
        + key
        + "\",\"trigger\":{"
        + trigger.replace('\'', '"')
        + "},\"nodes\":[{\"id\":\"done\",\"type\":\"stop\"}]}";
  }

  @Test
  void startsOnTheWritesThatItNames() {
    Desk desk =
        new Desk(
            on("made", "'type':'record','entity':'lead','on':['created']"),
            on(
                "moved",
                "'type':'record','entity':'lead','on':['updated'],'fields':['phone','note']"),
            on("touched", "'type':'record','entity':'lead','on':['updated']"),
            on(
                "big",
                "'type':'record','entity':'lead','on':['created','updated'],'when':'visits > 5'"),
            on("gone", "'type':'record','entity':'lead','on':['deleted']"));
    EntityRecord lead = desk.create("{'name':'a','visits':1}");
    desk.patch(lead.id(), "{'name':'b'}");
    desk.patch(lead.id(), "{'phone':'1'}");
    desk.patch(lead.id(), "{'phone':'1'}");
    desk.patch(lead.id(), "{'visits':9}");
    desk.node.records.delete(desk.as(People.CLERK), "lead", lead.id(), 4, WriteOptions.API);

    assertThat(desk.executions("made")).hasSize(1);
    assertThat(desk.executions("moved")).hasSize(1);
    assertThat(desk.executions("touched")).hasSize(3);
    assertThat(desk.executions("big")).hasSize(1);
    assertThat(desk.executions("gone")).hasSize(1);
    Execution moved = desk.executions("moved").get(0);
    assertThat(moved.reason().path("fields").toString()).isEqualTo("[\"phone\"]");
    assertThat(moved.reason().path("why").asText()).isEqualTo("api");
  }

  @Test
  void doesWithManyRecordsAsItSays() {
    Desk desk =
        new Desk(
            on("each", "'type':'record','entity':'lead','on':['created']"),
            on(
                "once",
                "'type':'record','entity':'lead','on':['created'],'batch':'once','when':'visits > 0'"),
            on("none", "'type':'record','entity':'lead','on':['created'],'batch':'none'"));
    List<Operation> many =
        List.of(
            new Operation.Create(Desk.json("{'visits':0}")),
            new Operation.Create(Desk.json("{'visits':1}")),
            new Operation.Create(Desk.json("{'visits':2}")));
    desk.node.records.batch(desk.as(People.CLERK), "lead", many, WriteOptions.API);

    assertThat(desk.executions("each")).hasSize(3);
    assertThat(desk.executions("none")).isEmpty();
    List<Execution> once = desk.executions("once");
    assertThat(once).hasSize(1);
    assertThat(once.get(0).record()).isNull();
    assertThat(once.get(0).reason().path("records").asInt()).isEqualTo(2);
    desk.create("{'visits':3}");
    assertThat(desk.executions("none")).hasSize(1);
  }

  @Test
  void isStartedByThoseWhoMayAndOnceForEachKey() {
    Desk desk =
        new Desk(
            on("greet", "'type':'manual','entity':'lead'"),
            on("sweep", "'type':'manual','roles':['clerk']"),
            on("secret", "'type':'manual','entity':'lead','roles':['admin']"));
    UUID lead = desk.create("{}").id();
    var clerk = desk.as(People.CLERK);
    UUID first = desk.node.executions.start(clerk, "greet", lead, "k1");

    assertThat(desk.node.executions.start(clerk, "greet", lead, "k1")).isEqualTo(first);
    assertThat(desk.node.executions.start(clerk, "greet", lead, null)).isNotEqualTo(first);
    assertThat(desk.executions("greet")).hasSize(2);
    desk.node.executions.start(clerk, "sweep", null, null);
    assertThat(desk.executions("sweep")).hasSize(1);
    assertThat(Desk.problems(() -> desk.node.executions.start(clerk, "secret", lead, null)))
        .containsExactly("notFound@");
    assertThat(Desk.problems(() -> desk.node.executions.start(clerk, "greet", null, null)))
        .containsExactly("workflow.recordNeeded@/record");
    assertThat(Desk.problems(() -> desk.node.executions.start(clerk, "sweep", lead, null)))
        .containsExactly("workflow.noRecord@/record");
    assertThat(
            Desk.problems(() -> desk.node.executions.start(clerk, "greet", new UUID(1, 1), null)))
        .containsExactly("notFound@");
  }

  private static String noting(String text) {
    return """
        {"key":"noting","trigger":{"type":"record","entity":"lead","on":["created"]},
         "nodes":[{"id":"pause","type":"delay","for":"PT1H","next":"note"},
          {"id":"note","type":"update","values":{"note":"\\"%s \\" + record.phone"}},
          {"id":"say","type":"message","channel":"sms","to":"record.phone","body":"{{ record.phone }}"}]}
        """
        .formatted(text);
  }

  @Test
  void keepsTheVersionWithWhichItWasStarted() {
    Desk desk = new Desk(noting("old"));
    EntityRecord first = desk.create("{'phone':'1'}");
    desk.node.jobs.runDue();
    desk.publish(noting("new"));
    EntityRecord second = desk.create("{'phone':'2'}");
    desk.clock.advance(java.time.Duration.ofHours(2));
    desk.node.jobs.runDue();
    desk.clock.advance(java.time.Duration.ofHours(2));
    desk.node.jobs.runDue();

    assertThat(desk.value(first.id(), "note")).isEqualTo("old 1");
    assertThat(desk.value(second.id(), "note")).isEqualTo("new 2");
    assertThat(desk.count("workflow_version")).isEqualTo(2);
  }

  @Test
  void followsFieldsThatAreRenamedWhileItRuns() {
    Desk desk = new Desk(noting("old"));
    EntityRecord lead = desk.create("{'phone':'1'}");
    desk.node.jobs.runDue();
    desk.workspace.publish(
        Desk.LEAD
            .replace("{\"key\":\"phone\"", "{\"key\":\"mobile\",\"formerKeys\":[\"phone\"]")
            .replace("{\"key\":\"note\"", "{\"key\":\"remark\",\"formerKeys\":[\"note\"]"));
    desk.clock.advance(java.time.Duration.ofHours(2));
    desk.node.jobs.runDue();

    assertThat(desk.value(lead.id(), "remark")).isEqualTo("old 1");
    assertThat(desk.workspace.metadata().documents("workflow").get("noting"))
        .asString()
        .contains("record.mobile", "\"remark\"", "{{ record.mobile }}")
        .doesNotContain("phone\"}}");
  }

  @Test
  void goesOnMeaningTheSameFieldWhenItsKeyPassesToAnother() {
    Desk desk = new Desk(noting("old"));
    EntityRecord lead = desk.create("{'phone':'1'}");
    desk.node.jobs.runDue();
    desk.workspace.publish(
        Desk.LEAD
            .replace("{\"key\":\"phone\"", "{\"key\":\"mobile\",\"formerKeys\":[\"phone\"]")
            .replace(
                "{\"key\":\"note\"",
                "{\"key\":\"note\",\"type\":\"text\"},{\"key\":\"phone\",\"type\":\"text\"},"
                    + "{\"key\":\"remark\",\"formerKeys\":[\"note\"]"));
    desk.clock.advance(java.time.Duration.ofHours(2));
    desk.node.jobs.runDue();

    assertThat(desk.value(lead.id(), "remark")).isEqualTo("old 1");
    assertThat(desk.value(lead.id(), "note")).isNull();
  }
}
