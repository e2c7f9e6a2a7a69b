package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.workflow.People;
import dev.dougong.workflow.Rights;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who sees and does which task. */
class TasksTest {

  private static String task(String options) {
    return "{\"key\":\"asking\",\"trigger\":{\"type\":\"record\",\"entity\":\"lead\",\"on\":[\"created\"]},"
        + "\"nodes\":[{\"id\":\"ask\",\"type\":\"task\",\"title\":\"Ask\","
        + options.replace('\'', '"')
        + "},{\"id\":\"late\",\"type\":\"update\",\"values\":{\"note\":\"\\\"late\\\"\"}}]}";
  }

  private static Desk open(String options) {
    Desk desk = new Desk(task(options));
    desk.create("{'name':'a','keeper':'" + People.CLERK + "'}");
    desk.node.jobs.runDue();
    return desk;
  }

  private static Tasks.Answer answer(@Nullable String outcome) {
    return new Tasks.Answer(outcome, null, null);
  }

  @Test
  void isSeenByCandidatesOfRoleAndUnit() {
    Desk desk = open("'role':'clerk','within':'record.orgUnit'");
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
    assertThat(desk.tasks(People.OTHER)).isEmpty();
    assertThat(desk.tasks(People.ADMIN)).isEmpty();
    UUID id = desk.tasks(People.CLERK).get(0).id();

    assertThat(
            Desk.problems(() -> desk.node.tasks.complete(desk.as(People.OTHER), id, answer(null))))
        .containsExactly("notFound@");
    desk.node.tasks.complete(desk.as(People.CLERK), id, answer(null));
    assertThat(desk.tasks(People.CLERK)).isEmpty();
  }

  @Test
  void showsAllToAdministratorsOnly() {
    Desk desk = open("'users':['record.keeper']");
    var all = new Tasks.Query(false, null, null, 10);
    assertThat(desk.node.tasks.list(desk.admin(), all).tasks()).hasSize(1);
    assertThat(Desk.problems(() -> desk.node.tasks.list(desk.as(People.CLERK), all)))
        .containsExactly("workflow.onlyOwnTasks@");
  }

  @Test
  void takesTheSameAnswerTwiceAndNoOther() {
    Desk desk =
        open(
            "'assignee':'record.keeper','outcomes':[{'value':'yes'},{'value':'no','next':'late'}]");
    Access clerk = desk.as(People.CLERK);
    UUID id = desk.tasks(People.CLERK).get(0).id();

    assertThat(Desk.problems(() -> desk.node.tasks.complete(clerk, id, answer("maybe"))))
        .containsExactly("workflow.unknownOutcome@/outcome");
    assertThat(Desk.problems(() -> desk.node.tasks.complete(clerk, id, answer(null))))
        .containsExactly("workflow.unknownOutcome@/outcome");
    desk.node.tasks.complete(clerk, id, answer("yes"));
    desk.node.tasks.complete(clerk, id, answer("yes"));
    assertThat(Desk.problems(() -> desk.node.tasks.complete(clerk, id, answer("no"))))
        .containsExactly("workflow.taskClosed@");
    desk.node.jobs.runDue();
    assertThat(desk.path()).containsExactly("ask done");
    assertThat(desk.count("user_task_log")).isEqualTo(1);
  }

  @Asvs("8.3.3")
  @Test
  void writesValuesWithTheRightsOfWhoDoesIt() {
    Desk desk = open("'assignee':'record.keeper'");
    UserTask task = desk.tasks(People.CLERK).get(0);
    Rights clerk = Rights.of(desk.workspace.metadata(), People.CLERK, desk.clock.instant());
    TestAccess narrow =
        TestAccess.of(desk.workspace.metadata(), People.CLERK, People.NORTH, desk.clock.instant())
            .with("lead", "phone", FieldAccess.READ);
    var phone = new Tasks.Answer(null, null, Desk.json("{'phone':'1'}"));

    assertThat(
            Desk.problems(
                () ->
                    desk.node.tasks.complete(
                        new Rights(narrow, clerk.evaluation()), task.id(), phone)))
        .isNotEmpty();
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
    desk.node.tasks.complete(clerk, task.id(), phone);
    assertThat(desk.value(java.util.Objects.requireNonNull(task.record()), "phone")).isEqualTo("1");
  }

  @Test
  void hidesTheNameOfARecordThatTheReaderMayNotSee() {
    Desk desk = open("'assignee':'record.keeper'");
    Rights clerk = Rights.of(desk.workspace.metadata(), People.CLERK, desk.clock.instant());
    TestAccess blind =
        TestAccess.of(desk.workspace.metadata(), People.CLERK, People.NORTH, desk.clock.instant())
            .reading("lead", "false");
    var mine = new Tasks.Query(true, null, null, 10);

    List<UserTask> seen = desk.node.tasks.list(new Rights(blind, clerk.evaluation()), mine).tasks();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).label()).isNull();
  }

  @Test
  void goesToAnotherAndBackToItsCandidates() {
    Desk desk = open("'assignee':'record.keeper','role':'clerk'");
    UUID id = desk.tasks(People.CLERK).get(0).id();
    Access clerk = desk.as(People.CLERK);
    assertThat(Desk.problems(() -> desk.node.tasks.transfer(clerk, id, People.GONE, null)))
        .containsExactly("workflow.unknownUser@/to");

    desk.node.tasks.transfer(clerk, id, People.OTHER, "please");
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.tasks(People.OTHER)).hasSize(1);
    desk.node.tasks.giveBack(desk.as(People.OTHER), id, null);
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
    assertThat(desk.tasks(People.OTHER)).hasSize(1);
    assertThat(desk.count("user_task_log")).isEqualTo(2);
  }

  @Test
  void refusesCommentsThatCannotBeKept() {
    Desk desk = open("'assignee':'record.keeper'");
    UUID id = desk.tasks(People.CLERK).get(0).id();
    Access clerk = desk.as(People.CLERK);
    for (String bad : List.of("a\0", "\uD800", "x".repeat(2_001))) {
      assertThat(
              Desk.problems(
                  () -> desk.node.tasks.complete(clerk, id, new Tasks.Answer(null, bad, null))))
          .hasSize(1);
    }
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
  }

  @Test
  void cannotGoBackWhereNobodyElseMayDoIt() {
    Desk desk = open("'assignee':'record.keeper'");
    UUID id = desk.tasks(People.CLERK).get(0).id();
    assertThat(Desk.problems(() -> desk.node.tasks.giveBack(desk.as(People.CLERK), id, null)))
        .containsExactly("workflow.noCandidates@");
  }

  @Test
  void isTakenBackWhenItIsNotDoneInTime() {
    Desk desk = open("'assignee':'record.keeper','due':'addHours(now(), 24)','onOverdue':'late'");
    EntityRecord other = desk.create("{'keeper':'" + People.CLERK + "'}");
    desk.node.jobs.runDue();
    UserTask first = desk.tasks(People.CLERK).get(0);
    desk.node.tasks.complete(desk.as(People.CLERK), first.id(), answer(null));
    desk.clock.advance(Duration.ofHours(24));
    desk.node.jobs.runDue();

    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.executions("asking")).allMatch(one -> one.status() == Status.DONE);
    assertThat(desk.value(other.id(), "note")).isEqualTo("late");
  }

  @Test
  void doesNotHoldUpAWorkflowThatDoesNotWaitForIt() {
    Desk desk = open("'assignee':'record.keeper','wait':false,'next':'late'");
    assertThat(desk.execution().execution().status()).isEqualTo(Status.DONE);
    UserTask task = desk.tasks(People.CLERK).get(0);
    desk.node.tasks.complete(desk.as(People.CLERK), task.id(), answer(null));
    assertThat(desk.tasks(People.CLERK)).isEmpty();
  }

  @Test
  void comesInPagesInTheOrderInWhichItIsDue() {
    Desk desk = new Desk(task("'assignee':'record.keeper','due':'addHours(now(), record.visits)'"));
    for (int hours : new int[] {5, 1, 3}) {
      desk.create("{'visits':" + hours + ",'keeper':'" + People.CLERK + "'}");
    }
    desk.create("{'keeper':'" + People.CLERK + "'}");
    desk.create("{'keeper':'" + People.CLERK + "'}");
    desk.node.jobs.runDue();

    List<String> due = new java.util.ArrayList<>();
    String after = null;
    do {
      Tasks.Page page =
          desk.node.tasks.list(desk.as(People.CLERK), new Tasks.Query(true, null, after, 1));
      page.tasks().forEach(one -> due.add(one.due() == null ? "-" : one.due().toString()));
      after = page.next();
    } while (after != null);
    assertThat(due)
        .containsExactly(
            "2026-03-01T05:00:00Z", "2026-03-01T07:00:00Z", "2026-03-01T09:00:00Z", "-", "-");
    assertThat(
            Desk.problems(
                () ->
                    desk.node.tasks.list(
                        desk.as(People.CLERK), new Tasks.Query(true, null, "x", 1))))
        .containsExactly("badParameter@");
  }

  /** Leads that matter, each with a task that is due some hours from now. */
  private static Desk ranked(String... leads) {
    Desk desk = Desk.empty();
    desk.workspace.publish(
        """
        {"key":"lead","title":"name","importance":"score","fields":[
          {"key":"name","type":"text"},{"key":"keeper","type":"user"},{"key":"hours","type":"integer"},
          {"key":"score","type":"integer"},
          {"key":"done","type":"multiChoice","options":[{"value":"ask"},{"value":"show"}]},
          {"key":"stage","type":"stage","checklist":"done","stages":[
            {"value":"new","label":{"zh":"新线索","en":"New"},"next":{"zh":"打电话","en":"Call"},
             "required":["score"],"checks":["ask","show"]},{"value":"won","kind":"won"}]}]}
        """);
    desk.publish(
        """
        {"key":"asking","trigger":{"type":"record","entity":"lead","on":["created"]},
         "nodes":[{"id":"ask","type":"task","title":"{{record.name}}","assignee":"record.keeper",
           "due":"addHours(now(), record.hours)"}]}
        """);
    for (String lead : leads) {
      desk.create(lead.replace("}", ",'keeper':'" + People.CLERK + "'}"));
    }
    desk.node.jobs.runDue();
    return desk;
  }

  @Test
  void ranksWhatIsOverdueThenDayByDayThenByWhatMatters() {
    // four in the morning; the day ends in twenty hours
    Desk desk =
        ranked(
            "{'name':'never'}",
            "{'name':'tomorrow','hours':23,'score':99}",
            "{'name':'evening','hours':9,'score':80}",
            "{'name':'afternoon','hours':3,'score':20}",
            "{'name':'afternoon without','hours':2}",
            "{'name':'late','hours':-1,'score':5}",
            "{'name':'later','hours':-9,'score':7}",
            "{'name':'latest','hours':-30}");
    List<String> order =
        List.of(
            "later",
            "late",
            "latest",
            "evening",
            "afternoon",
            "afternoon without",
            "tomorrow",
            "never");
    assertThat(desk.tasks(People.CLERK))
        .extracting(UserTask::title)
        .containsExactlyElementsOf(order);

    List<String> byPages = new java.util.ArrayList<>();
    String after = null;
    do {
      var page =
          desk.node.tasks.list(
              desk.as(People.CLERK), new Tasks.Query(true, UserTask.Status.OPEN, after, 3));
      page.tasks().forEach(task -> byPages.add(task.title()));
      after = page.next();
      desk.clock.advance(Duration.ofHours(1));
    } while (after != null);
    assertThat(byPages).containsExactlyElementsOf(order);
  }

  @Test
  void saysWhatComesNextAtTheStageOfTheRecord() {
    Desk desk = ranked("{'name':'a','hours':1,'stage':'new','done':['ask']}");
    UserTask.Guidance guidance = desk.tasks(People.CLERK).get(0).guidance();
    assertThat(guidance).isEqualTo(new UserTask.Guidance("新线索", "打电话", 1, 3));
    TestAccess blind =
        TestAccess.of(desk.workspace.metadata(), People.CLERK, People.NORTH, desk.clock.instant())
            .with("lead", "done", FieldAccess.HIDDEN)
            .with("lead", "score", FieldAccess.HIDDEN);
    var mine = new Tasks.Query(true, UserTask.Status.OPEN, null, 10);
    UserTask seen =
        desk.node
            .tasks
            .list(new Rights(blind, desk.as(People.CLERK).evaluation()), mine)
            .tasks()
            .get(0);
    assertThat(seen.guidance()).isEqualTo(new UserTask.Guidance("新线索", "打电话", 0, 0));
    assertThat(seen.importance()).isNull();
  }
}
