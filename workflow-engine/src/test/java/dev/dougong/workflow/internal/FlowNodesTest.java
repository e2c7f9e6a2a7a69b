package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.EntityRecord;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways side by side, workflows that start others, and waits for something to happen. */
class FlowNodesTest {

  private static final String SIDE_BY_SIDE =
      """
      {"key":"both","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[
        {"id":"fork","type":"parallel","branches":[{"next":"call"},{"next":"rest"}],"next":"after"},
        {"id":"call","type":"task","title":"call","assignee":"record.keeper","next":"called"},
        {"id":"called","type":"update","values":{"source":"\\"called\\""}},
        {"id":"rest","type":"delay","for":"P1D","next":"weak"},
        {"id":"weak","type":"flaky","retry":{"times":0}},
        {"id":"after","type":"update","values":{"note":"\\"both\\""}}]}
      """;

  private static final String CALL =
      """
      {"key":"callOne","label":{"zh":"电话"},"trigger":{"type":"manual","entity":"lead"},
       "nodes":[{"id":"call","type":"task","title":"call {{record.name}}","assignee":"record.keeper"}]}
      """;

  private static EntityRecord lead(Desk desk, String name) {
    return desk.create("{'name':'" + name + "','keeper':'" + People.CLERK + "'}");
  }

  private static void completeAll(Desk desk) {
    for (UserTask task : desk.tasks(People.CLERK)) {
      desk.node.tasks.complete(
          desk.as(People.CLERK), task.id(), new Tasks.Answer(null, null, null));
    }
    desk.node.jobs.runDue();
  }

  @Test
  void goesOnWhenAllWaysHaveEnded() {
    Desk desk = new Desk(SIDE_BY_SIDE);
    EntityRecord lead = lead(desk, "张三");
    desk.node.jobs.runDue();
    assertThat(desk.path()).containsExactly("fork waiting", "call waiting", "rest waiting");

    completeAll(desk);
    assertThat(desk.value(lead.id(), "source")).isEqualTo("called");
    assertThat(desk.value(lead.id(), "note")).isNull();
    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("both");
    assertThat(desk.execution().execution().status()).isEqualTo(Status.DONE);
  }

  @Test
  void aFailedWayHoldsTheOthersAtTheJoinUntilItIsRetried() {
    Desk desk = new Desk(SIDE_BY_SIDE);
    EntityRecord lead = lead(desk, "张三");
    desk.flaky.faults.set(1);
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    completeAll(desk);
    assertThat(desk.value(lead.id(), "source")).as("the other way goes on").isEqualTo("called");
    assertThat(desk.value(lead.id(), "note")).isNull();
    Execution failed = desk.execution().execution();
    assertThat(failed.status()).isEqualTo(Status.FAILED);

    desk.node.executions.retry(desk.admin(), failed.id());
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("both");
    assertThat(desk.execution().execution().status()).isEqualTo(Status.DONE);
  }

  @Test
  void waitsForTheWorkflowThatItStarts() {
    Desk desk =
        new Desk(
            CALL,
            """
            {"key":"outer","trigger":{"type":"record","entity":"lead","on":["created"]},
             "nodes":[{"id":"sub","type":"subflow","workflow":"callOne","next":"after"},
              {"id":"after","type":"update","values":{"note":"\\"called\\""}}]}
            """);
    EntityRecord lead = lead(desk, "张三");
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isNull();
    assertThat(desk.executions("callOne")).hasSize(1);
    completeAll(desk);
    assertThat(desk.value(lead.id(), "note")).isEqualTo("called");
  }

  @Test
  void startsOneForEachAndGoesOnWhenAllHaveEnded() {
    Desk desk =
        new Desk(
            CALL,
            """
            {"key":"many","trigger":{"type":"manual"},
             "nodes":[{"id":"all","type":"each","entity":"lead","filter":"stage == \\"new\\"",
               "workflow":"callOne","next":"after"},
              {"id":"after","type":"create","entity":"lead","values":{"name":"\\"all called\\""}}]}
            """);
    for (int i = 0; i < 5; i++) {
      var unused =
          desk.create("{'name':'%d','stage':'new','keeper':'%s'}".formatted(i, People.CLERK));
    }
    var unusedOther = lead(desk, "other");
    desk.node.executions.start(desk.admin(), "many", null, null);
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.CLERK)).hasSize(5);
    assertThat(desk.executions("many").get(0).status()).isEqualTo(Status.RUNNING);
    completeAll(desk);
    assertThat(desk.executions("many").get(0).status()).isEqualTo(Status.DONE);
  }

  @Test
  void cancelsWhatItStarted() {
    Desk desk =
        new Desk(
            CALL,
            """
            {"key":"outer","trigger":{"type":"record","entity":"lead","on":["created"]},
             "nodes":[{"id":"sub","type":"subflow","workflow":"callOne"}]}
            """);
    var unused = lead(desk, "张三");
    desk.node.jobs.runDue();
    desk.node.executions.cancel(desk.admin(), desk.executions("outer").get(0).id());
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.executions("callOne").get(0).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void refusesToStartWhatOthersMayNot() {
    Desk desk = new Desk(CALL);
    assertThat(
            Desk.problems(
                () ->
                    desk.publish(
                        SIDE_BY_SIDE,
                        """
                        {"key":"outer","trigger":{"type":"manual"},
                         "nodes":[{"id":"a","type":"subflow","workflow":"both"},
                          {"id":"b","type":"subflow","workflow":"callOne"},
                          {"id":"c","type":"subflow","workflow":"nothing"}]}
                        """)))
        .containsExactlyInAnyOrder(
            "workflow.notCallable@/nodes/0/workflow",
            "workflow.noRecord@/nodes/1/record",
            "metadata.unknownDocument@/nodes/2/workflow");
  }

  private static final String ANSWER =
      """
      {"key":"answer","title":"text","fields":[
        {"key":"text","type":"text"},{"key":"lead","type":"reference","entity":"lead"}]}
      """;

  private static final String AWAIT =
      """
      {"key":"await","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"wait","type":"wait","entity":"answer","where":{"lead":"record"},
         "filter":"text != \\"spam\\"","on":"created","for":"P7D","then":"said","else":"silent"},
        {"id":"said","type":"update","values":{"note":"wait.text"}},
        {"id":"silent","type":"update","values":{"note":"\\"silent\\""}}]}
      """;

  private static Desk awaiting() {
    Desk desk = Desk.empty();
    desk.publishAll();
    desk.workspace.publish(ANSWER);
    desk.publish(AWAIT);
    return desk;
  }

  private static EntityRecord answer(Desk desk, EntityRecord lead, String text) {
    return desk.create("answer", "{'lead':'%s','text':'%s'}".formatted(lead.id(), text));
  }

  @Test
  void waitsForARecordThatFits() {
    Desk desk = awaiting();
    EntityRecord lead = lead(desk, "张三");
    EntityRecord other = lead(desk, "李四");
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofDays(1));
    var unusedSpam = answer(desk, lead, "spam");
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isNull();
    desk.clock.advance(Duration.ofDays(5));
    var unusedAnswer = answer(desk, lead, "hello");
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("hello");
    assertThat(desk.value(other.id(), "note")).isNull();

    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    assertThat(desk.value(other.id(), "note")).isEqualTo("silent");
    assertThat(desk.executions("await")).allMatch(one -> one.status() == Status.DONE);
  }

  @Test
  void whatWasThereBeforeDoesNotCount() {
    Desk desk = awaiting();
    EntityRecord lead = lead(desk, "张三");
    EntityRecord old = answer(desk, lead, "before");
    desk.clock.advance(Duration.ofHours(1));
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofHours(1));
    desk.patch("answer", old.id(), "{'text':'changed'}");
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isNull();
  }

  @Test
  void manyWaitsAndAnswersMeetOnceEach() {
    Desk desk = awaiting();
    List<EntityRecord> leads = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      leads.add(lead(desk, "n" + i));
    }
    desk.node.jobs.runDue();
    for (int i = 0; i < 40; i += 2) {
      var unused = answer(desk, leads.get(i), "a" + i);
    }
    desk.node.jobs.runDue();
    for (int i = 0; i < 40; i++) {
      assertThat(desk.value(leads.get(i).id(), "note")).isEqualTo(i % 2 == 0 ? "a" + i : null);
    }
  }
}
