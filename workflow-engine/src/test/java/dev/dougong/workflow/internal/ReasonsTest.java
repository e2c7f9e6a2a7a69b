package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Reasons.Fact;
import dev.dougong.workflow.execution.Reasons.Reason;
import dev.dougong.workflow.execution.Reasons.What;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Why a workflow started about a record, or did not, is known from what is stored. */
class ReasonsTest {

  private static String on(String key, String trigger) {
    return "{\"key\":\""
        + key
        + "\",\"trigger\":{"
        + trigger.replace('\'', '"')
        + "},\"nodes\":[{\"id\":\"done\",\"type\":\"stop\"}]}";
  }

  private static List<Fact> facts(Desk desk, UUID record, String workflow) {
    List<Reason> all = desk.node.reasons.of(desk.admin(), "lead", record);
    return all.stream()
        .filter(one -> one.workflow().equals(workflow))
        .findFirst()
        .orElseThrow()
        .facts();
  }

  private static List<What> whats(Desk desk, UUID record, String workflow) {
    return facts(desk, record, workflow).stream().map(Fact::what).toList();
  }

  private static ObjectNode details(Desk desk, UUID record, String workflow, What what) {
    return facts(desk, record, workflow).stream()
        .filter(one -> one.what() == what)
        .findFirst()
        .orElseThrow()
        .details();
  }

  @Test
  void tellsOfDatesThatAreEmptyToComeAndOver() {
    Desk desk =
        new Desk(
            on("bought", "'type':'date','entity':'lead','field':'boughtAt','offset':'P3D'"),
            on("idle", "'type':'idle','entity':'lead','since':'followedAt','after':'P7D'"),
            on(
                "dwell",
                "'type':'dwell','entity':'lead','field':'stage','value':'won','after':'P1D'"));
    desk.node.jobs.runDue();
    UUID empty = desk.create("{'stage':'new'}").id();
    assertThat(whats(desk, empty, "bought")).containsExactly(What.NEVER, What.NO_VALUE);
    assertThat(whats(desk, empty, "idle")).containsExactly(What.NEVER, What.NEXT);
    ObjectNode other = details(desk, empty, "dwell", What.OTHER_VALUE);
    assertThat(other.path("value").asText()).isEqualTo("new");
    assertThat(other.path("wanted").asText()).isEqualTo("won");

    UUID past = desk.create("{'boughtAt':'2026-01-01T00:00:00Z'}").id();
    assertThat(details(desk, past, "bought", What.PAST).path("at").asText())
        .startsWith("2026-01-04");
    UUID next = desk.create("{'boughtAt':'2026-03-01T00:00:00Z'}").id();
    assertThat(details(desk, next, "bought", What.NEXT).path("at").asText())
        .startsWith("2026-03-04");
  }

  @Test
  void tellsOfMomentsThatWereLateOrWithoutTheirCondition() {
    Desk desk =
        new Desk(
            on(
                "strict",
                "'type':'date','entity':'lead','field':'boughtAt','offset':'P3D','late':{'do':'skip','after':'PT1H'}"),
            on(
                "picky",
                "'type':'date','entity':'lead','field':'boughtAt','offset':'P3D','when':'visits > 5'"));
    desk.node.jobs.runDue();
    UUID lead = desk.create("{'boughtAt':'2026-03-01T00:00:00Z','visits':2}").id();
    desk.clock.advance(Duration.ofDays(10));
    desk.node.jobs.runDue();
    assertThat(details(desk, lead, "strict", What.SKIPPED).path("reason").asText())
        .isEqualTo("late");
    assertThat(details(desk, lead, "picky", What.SKIPPED).path("reason").asText())
        .isEqualTo("when");
    ObjectNode condition = details(desk, lead, "picky", What.CONDITION);
    assertThat(condition.path("isTrue").asBoolean()).isFalse();
    assertThat(condition.at("/values/0/field").asText()).isEqualTo("visits");
    assertThat(condition.at("/values/0/value").asText()).isEqualTo("2");
  }

  @Test
  void tellsOfRunsPausesImportsAndForms() {
    Desk desk =
        new Desk(
            on("made", "'type':'record','entity':'lead','on':['created'],'batch':'none'"),
            on("hand", "'type':'manual','entity':'lead'"));
    EntityRecord lead = desk.create("{'name':'n'}");
    desk.node.jobs.runDue();
    assertThat(details(desk, lead.id(), "made", What.STARTED).path("status").asText())
        .isEqualTo("done");
    assertThat(whats(desk, lead.id(), "hand")).containsExactly(What.NEVER);
    desk.node.executions.pause(desk.admin(), "made", true);
    assertThat(whats(desk, lead.id(), "made")).containsExactly(What.PAUSED, What.STARTED);

    var imported =
        desk.node
            .records
            .batch(
                desk.as(People.CLERK),
                "lead",
                List.of(new Operation.Create(Desk.json("{'name':'i'}"))),
                new WriteOptions(null, "import"))
            .get(0);
    assertThat(whats(desk, Objects.requireNonNull(imported.id()), "made"))
        .containsExactly(What.PAUSED, What.NEVER, What.IMPORTED);
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.node.reasons.of(desk.as(People.CLERK), "lead", lead.id());
                }))
        .containsExactly("notFound@");
  }

  @Test
  void tellsOfSegments() {
    Desk desk = new Desk();
    Document.Name name =
        desk.workspace.draft(
            "segment", "{\"key\":\"often\",\"entity\":\"lead\",\"filter\":\"visits > 5\"}");
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
    desk.publish(on("came", "'type':'segment','entity':'lead','segment':'often','on':'entered'"));
    desk.node.jobs.runDue();
    UUID few = desk.create("{'visits':2}").id();
    UUID many = desk.create("{'visits':9}").id();
    desk.node.jobs.runDue();
    assertThat(whats(desk, many, "came")).containsExactly(What.STARTED, What.MEMBER);
    assertThat(details(desk, few, "came", What.NO_MEMBER).at("/values/0/value").asText())
        .isEqualTo("2");
  }
}
