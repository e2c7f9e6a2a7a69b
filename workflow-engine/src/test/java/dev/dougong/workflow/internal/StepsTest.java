package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What steps do, one after the other, and what happens when they fail. */
class StepsTest {

  private static final String FIRST_CALL =
      """
      {"key":"firstCall","trigger":{"type":"record","entity":"lead","on":["created"],
         "when":"!(source == \\"import\\")"},
       "nodes":[
        {"id":"call","type":"task","title":"首次电话联系 {{record.name}}","assignee":"record.keeper",
         "due":"addHours(now(), 24)","outcomes":[{"value":"reached","label":{"zh":"已联系"}},
           {"value":"never","label":{"zh":"不再联系"},"next":"end"}],"next":"note"},
        {"id":"note","type":"update","values":{"note":"call"},"next":"again"},
        {"id":"again","type":"delay","for":"P3D","next":"copy"},
        {"id":"copy","type":"create","entity":"lead","values":{"name":"record.name","source":"\\"import\\""}}]}
      """;

  private static final String FLAKY =
      """
      {"key":"flakyOne","trigger":{"type":"record","entity":"lead","on":["created"],
         "when":"!(source == \\"import\\")"},
       "nodes":[
        {"id":"copy","type":"create","entity":"lead","values":{"source":"\\"import\\""},"next":"weak"},
        {"id":"weak","type":"flaky","retry":{"times":2,"after":"PT10S"},"next":"note"},
        {"id":"note","type":"update","values":{"note":"\\"done\\""}}]}
      """;

  private static EntityRecord lead(Desk desk) {
    return desk.create("{'name':'张三','keeper':'" + People.CLERK + "'}");
  }

  private static void complete(Desk desk, UserTask task, @Nullable String outcome) {
    desk.node.tasks.complete(
        desk.as(People.CLERK), task.id(), new Tasks.Answer(outcome, null, null));
  }

  @Test
  void callsANewLeadWithin24HoursAndGoesOnWithTheAnswer() {
    Desk desk = new Desk(FIRST_CALL);
    EntityRecord lead = lead(desk);
    desk.node.jobs.runDue();

    UserTask task = desk.tasks(People.CLERK).get(0);
    assertThat(task.title()).isEqualTo("首次电话联系 张三");
    assertThat(task.due()).isEqualTo(desk.clock.instant().plus(Duration.ofHours(24)));
    assertThat(task.label()).isEqualTo("张三");
    assertThat(desk.tasks(People.OTHER)).isEmpty();
    assertThat(desk.path()).containsExactly("call waiting");

    complete(desk, task, "reached");
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("reached");
    assertThat(desk.path()).containsExactly("call done", "note done", "again waiting");
    assertThat(desk.count("user_task")).isEqualTo(1);

    desk.clock.advance(Duration.ofDays(3).minusSeconds(1));
    assertThat(desk.node.jobs.runDue()).isZero();
    desk.clock.advance(Duration.ofSeconds(1));
    desk.node.jobs.runDue();
    Execution.Details done = desk.execution();
    assertThat(done.execution().status()).isEqualTo(Status.DONE);
    assertThat(done.execution().record()).isEqualTo(lead.id());
    assertThat(done.execution().reason().path("by").asText()).isEqualTo("record");
    assertThat(done.steps().get(3).output()).isNotNull();
  }

  @Test
  void goesWhereTheAnswerLeads() {
    Desk desk = new Desk(FIRST_CALL);
    lead(desk);
    desk.node.jobs.runDue();
    complete(desk, desk.tasks(People.CLERK).get(0), "never");
    desk.node.jobs.runDue();

    assertThat(desk.path()).containsExactly("call done");
    assertThat(desk.execution().execution().status()).isEqualTo(Status.DONE);
  }

  @Test
  void failsWhereATaskIsForNobodyAndGoesOnWhenThereIsSomebody() {
    Desk desk = new Desk(FIRST_CALL);
    EntityRecord lead = desk.create("{'name':'李四'}");
    desk.node.jobs.runDue();

    Execution failed = desk.execution().execution();
    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(failed.problem()).code()).isEqualTo("workflow.taskForNobody");

    desk.patch(lead.id(), "{'keeper':'" + People.CLERK + "'}");
    desk.node.executions.retry(desk.admin(), failed.id());
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
    assertThat(desk.execution().execution().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void triesAgainAfterPausesThatDouble() {
    Desk desk = new Desk(FLAKY);
    desk.flaky.faults.set(2);
    desk.create("{}");
    desk.node.jobs.runDue();
    assertThat(desk.flaky.runs).hasValue(1);

    desk.clock.advance(Duration.ofSeconds(10));
    desk.node.jobs.runDue();
    assertThat(desk.flaky.runs).hasValue(2);
    desk.clock.advance(Duration.ofSeconds(19));
    assertThat(desk.node.jobs.runDue()).isZero();
    desk.clock.advance(Duration.ofSeconds(1));
    desk.node.jobs.runDue();

    assertThat(desk.flaky.runs).hasValue(3);
    assertThat(desk.path()).containsExactly("copy done", "weak done", "note done");
    assertThat(desk.count("step")).isEqualTo(3);
  }

  @Test
  void isRetriedFromItsFailedStepAndNotFromItsBeginning() {
    Desk desk = new Desk(FLAKY);
    desk.flaky.faults.set(3);
    EntityRecord lead = desk.create("{}");
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofSeconds(10));
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofSeconds(20));
    desk.node.jobs.runDue();

    Execution.Details failed = desk.execution();
    assertThat(failed.execution().status()).isEqualTo(Status.FAILED);
    Problem problem = Objects.requireNonNull(failed.steps().get(1).problem());
    assertThat(problem.code()).isEqualTo("workflow.fault");
    assertThat(problem.arguments().get("detail")).asString().contains("broken down");
    assertThat(failed.steps().get(1).attempt()).isEqualTo(3);
    long copies = desk.count("execution");

    desk.node.executions.retry(desk.admin(), failed.execution().id());
    desk.node.jobs.runDue();
    assertThat(desk.path()).containsExactly("copy done", "weak done", "note done");
    assertThat(desk.value(lead.id(), "note")).isEqualTo("done");
    assertThat(desk.count("execution")).isEqualTo(copies);
    assertThat(
            Desk.problems(() -> desk.node.executions.retry(desk.admin(), failed.execution().id())))
        .containsExactly("workflow.notFailed@");
  }

  @Test
  void takesTheWayForErrors() {
    Desk desk =
        new Desk(
            """
            {"key":"careful","trigger":{"type":"record","entity":"lead","on":["created"]},
             "nodes":[
              {"id":"weak","type":"flaky","retry":{"times":0},"onError":"note"},
              {"id":"note","type":"update","values":{"note":"\\"by the other way\\""}}]}
            """);
    desk.flaky.faults.set(1);
    EntityRecord lead = desk.create("{}");
    desk.node.jobs.runDue();

    assertThat(desk.value(lead.id(), "note")).isEqualTo("by the other way");
    assertThat(desk.path()).containsExactly("weak failed", "note done");
    assertThat(desk.execution().execution().status()).isEqualTo(Status.DONE);
  }

  @Test
  void endsForGoodWhatIsCancelled() {
    Desk desk = new Desk(FIRST_CALL);
    lead(desk);
    desk.node.jobs.runDue();
    Execution running = desk.execution().execution();
    desk.node.executions.cancel(desk.admin(), running.id());

    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.path()).containsExactly("call cancelled");
    assertThat(Desk.problems(() -> desk.node.executions.cancel(desk.admin(), running.id())))
        .containsExactly("workflow.hasEnded@");
    assertThat(desk.node.jobs.runDue()).isZero();
  }

  @Test
  void keepsWhatStartsItWhileItIsPaused() {
    Desk desk = new Desk(FIRST_CALL);
    desk.node.executions.pause(desk.admin(), "firstCall", true);
    lead(desk);
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.node.executions.paused(desk.admin())).containsOnlyKeys("firstCall");

    desk.node.executions.pause(desk.admin(), "firstCall", false);
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
    assertThat(desk.node.executions.paused(desk.admin())).isEmpty();
    assertThat(Desk.problems(() -> desk.node.executions.pause(desk.admin(), "nothing", true)))
        .containsExactly("notFound@");
    assertThat(
            Desk.problems(
                () -> desk.node.executions.pause(desk.as(People.CLERK), "firstCall", true)))
        .containsExactly("notFound@");
  }

  @Test
  void isForAdministratorsOnly() {
    Desk desk = new Desk(FIRST_CALL);
    lead(desk);
    var id = desk.execution().execution().id();
    assertThat(Desk.problems(() -> desk.node.executions.find(desk.as(People.CLERK), id)))
        .containsExactly("notFound@");
    assertThat(Desk.problems(() -> desk.node.executions.cancel(desk.as(People.CLERK), id)))
        .containsExactly("notFound@");
  }

  @Test
  void stopsWorkflowsThatBringEachOtherAboutWithoutEnd() {
    Desk desk =
        new Desk(
            """
            {"key":"echo","trigger":{"type":"record","entity":"lead","on":["created","updated"],"fields":["visits"]},
             "nodes":[{"id":"more","type":"update","values":{"visits":"coalesce(record.visits, 0) + 1"}}]}
            """);
    EntityRecord lead = desk.create("{'visits':0}");
    desk.node.jobs.runDue();

    assertThat(desk.value(lead.id(), "visits")).isEqualTo(8L);
    List<Execution> all = desk.executions("echo");
    assertThat(all).hasSize(9);
    assertThat(all.get(0).status()).isEqualTo(Status.STOPPED);
    assertThat(Objects.requireNonNull(all.get(0).problem()).code())
        .isEqualTo("workflow.chainTooLong");
    assertThat(all.subList(1, 9)).allMatch(one -> one.status() == Status.DONE);
  }

  @Asvs("15.2.2")
  @Test
  void stopsOneThatTurnsInACircle() {
    Desk desk =
        new Desk(
            """
            {"key":"circle","trigger":{"type":"record","entity":"lead","on":["created"]},
             "nodes":[{"id":"a","type":"flaky","next":"a"}]}
            """);
    desk.create("{}");
    desk.node.jobs.runDue();

    Execution failed = desk.execution().execution();
    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(failed.problem()).code()).isEqualTo("workflow.tooManySteps");
  }
}
