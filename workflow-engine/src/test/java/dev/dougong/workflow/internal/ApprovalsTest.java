package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Approvals;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is asked to approve, in which order, and what comes of their answers. */
class ApprovalsTest {

  private static final String BOSS = "{'user':'record.keeper'}";
  private static final String NEAREST = "{'role':'storeManager','nearest':'record.orgUnit'}";

  /** A discount that a clerk asks for; what came of it stands in the note. */
  static String discount(String options) {
    return ("{'key':'discount','trigger':{'type':'record','entity':'lead','on':['created']},'nodes':["
            + "{'id':'prepare','type':'condition','when':'true','then':'ask'},"
            + "{'id':'ask','type':'approval','title':'Discount for {{record.name}}',"
            + options
            + ",'next':'say','rejected':'say','withdrawn':'say'},"
            + "{'id':'say','type':'update','values':{'note':'ask'}}]}")
        .replace('\'', '"');
  }

  private static Desk open(String options) {
    Desk desk = new Desk(discount(options));
    desk.create("{'name':'a','keeper':'" + People.BOSS + "'}");
    desk.node.jobs.runDue();
    return desk;
  }

  private static UserTask only(Desk desk, UUID user) {
    List<UserTask> tasks = desk.tasks(user);
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private static void answer(Desk desk, UUID user, String outcome) {
    answer(desk, user, outcome, null);
  }

  private static void answer(Desk desk, UUID user, String outcome, @Nullable String comment) {
    UserTask task = only(desk, user);
    desk.node.tasks.complete(desk.as(user), task.id(), new Tasks.Answer(outcome, comment, null));
  }

  private static @Nullable Object result(Desk desk) {
    desk.node.jobs.runDue();
    UUID record = Objects.requireNonNull(desk.execution().execution().record());
    return desk.value(record, "note");
  }

  static Approval approval(Desk desk) {
    List<Approval> all =
        desk.node.approvals.list(desk.admin(), new Approvals.Query(false, null, null, null, 10));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Asvs("2.3.1")
  @Test
  void asksOneAfterTheOther() {
    Desk desk = open("'approvers':[{'user':'record.keeper'}," + NEAREST + "]");
    assertThat(only(desk, People.BOSS).title()).isEqualTo("Discount for a");
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    answer(desk, People.BOSS, "approve");
    assertThat(desk.tasks(People.BOSS)).isEmpty();
    answer(desk, People.MANAGER, "approve");

    assertThat(result(desk)).isEqualTo("approved");
    assertThat(approval(desk).status()).isEqualTo(Approval.Status.APPROVED);
    assertThat(approval(desk).requester()).isEqualTo(People.CLERK);
  }

  @Test
  void endsWithTheFirstRefusalOfThoseWhoMustAllApprove() {
    Desk desk = open("'decide':'all','approvers':[" + BOSS + "," + NEAREST + "]");
    UUID other = only(desk, People.MANAGER).id();
    answer(desk, People.BOSS, "reject", "too much");
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    assertThat(
            Desk.problems(
                () ->
                    desk.node.tasks.complete(
                        desk.as(People.MANAGER), other, new Tasks.Answer("approve", null, null))))
        .containsExactly("workflow.taskClosed@");
    assertThat(result(desk)).isEqualTo("rejected");
  }

  @Test
  void endsWithTheFirstAnswerOfAny() {
    Desk desk = open("'decide':'any','approvers':[" + BOSS + "," + NEAREST + "]");
    answer(desk, People.MANAGER, "approve");
    assertThat(desk.tasks(People.BOSS)).isEmpty();
    assertThat(result(desk)).isEqualTo("approved");
  }

  @Test
  void countsVotes() {
    String crowd = "'approvers':[{'role':'crowd','everyone':true}]";
    Desk desk = open("'decide':'vote','share':10," + crowd);
    for (int i = 1; i <= 4; i++) {
      answer(desk, People.crowd(i), "approve");
    }
    for (int i = 11; i <= 40; i++) {
      answer(desk, People.crowd(i), "reject");
    }
    assertThat(approval(desk).status()).isEqualTo(Approval.Status.OPEN);
    answer(desk, People.crowd(5), "approve");
    assertThat(result(desk)).isEqualTo("approved");

    Desk other = open("'decide':'vote'," + crowd);
    for (int i = 1; i <= 25; i++) {
      assertThat(approval(other).status()).isEqualTo(Approval.Status.OPEN);
      answer(other, People.crowd(i), "reject");
    }
    assertThat(result(other)).isEqualTo("rejected");
  }

  @Test
  void findsTheManagerOfTheUnitOrOfTheNearestAbove() {
    assertThat(open("'approvers':[" + NEAREST + "]").tasks(People.MANAGER)).hasSize(1);
    Desk own = new Desk(discount("'approvers':[" + NEAREST + "]"));
    var unused =
        own.node.records.create(
            own.as(People.MANAGER),
            "lead",
            Desk.json("{'name':'b'}"),
            dev.dougong.engine.record.Records.WriteOptions.API);
    own.node.jobs.runDue();
    assertThat(own.tasks(People.MANAGER)).isEmpty();
    assertThat(own.tasks(People.BOSS)).hasSize(1);
  }

  @Asvs("2.3.5")
  @Test
  void keepsRequestersFromApprovingWhatTheyAskFor() {
    Desk desk = open("'approvers':[{'role':'clerk'}]");
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    UserTask task = only(desk, People.OTHER);
    assertThat(
            Desk.problems(
                () ->
                    desk.node.tasks.transfer(desk.as(People.OTHER), task.id(), People.CLERK, null)))
        .containsExactly("workflow.ownApproval@/to");
    Desk allowed = open("'selfApproval':true,'approvers':[{'role':'clerk'}]");
    assertThat(allowed.tasks(People.CLERK)).hasSize(1);
  }

  @Test
  void saysWhatHappensWhereNobodyCanBeAsked() {
    String nobody = "'approvers':[{'user':'record.owner'}]";
    Desk failing = open(nobody);
    assertThat(Objects.requireNonNull(failing.execution().execution().problem()).code())
        .isEqualTo("workflow.approvalForNobody");
    assertThat(result(open("'whenNobody':'approve'," + nobody))).isEqualTo("approved");
    assertThat(open("'whenNobody':'administrators'," + nobody).tasks(People.ADMIN)).hasSize(1);
  }

  @Test
  void needsAReasonWhereTheWorkflowSaysSo() {
    Desk desk = open("'needsReason':true,'approvers':[" + BOSS + "]");
    assertThat(Desk.problems(() -> answer(desk, People.BOSS, "reject", " ")))
        .containsExactly("workflow.reasonNeeded@/comment");
    answer(desk, People.BOSS, "reject", "no");
    assertThat(result(desk)).isEqualTo("rejected");
  }

  @Test
  void takesOneMorePersonBeforeAndAfter() {
    Desk desk = open("'approvers':[" + BOSS + "]");
    UUID task = only(desk, People.BOSS).id();
    var before = new Approvals.Addition(People.MANAGER, true, "look first");
    desk.node.approvals.addApprover(desk.as(People.BOSS), task, before);
    assertThat(desk.tasks(People.BOSS)).isEmpty();
    assertThat(Desk.problems(() -> desk.node.approvals.addApprover(desk.admin(), task, before)))
        .containsExactly("workflow.taskClosed@");
    answer(desk, People.MANAGER, "approve");

    assertThat(only(desk, People.BOSS).id()).isEqualTo(task);
    var again = new Approvals.Addition(People.BOSS, true, null);
    assertThat(
            Desk.problems(() -> desk.node.approvals.addApprover(desk.as(People.BOSS), task, again)))
        .containsExactly("workflow.isAskedAlready@/user");
    desk.node.approvals.addApprover(
        desk.as(People.BOSS), task, new Approvals.Addition(People.OTHER, false, null));
    assertThat(desk.tasks(People.OTHER)).isEmpty();
    answer(desk, People.BOSS, "approve");
    assertThat(approval(desk).status()).isEqualTo(Approval.Status.OPEN);
    answer(desk, People.OTHER, "reject");
    assertThat(result(desk)).isEqualTo("rejected");
  }

  @Test
  void goesStraightBackToWhoeverSentItToTheRequester() {
    Desk desk = open("'approvers':[" + BOSS + "," + NEAREST + "]");
    answer(desk, People.BOSS, "approve");
    UUID task = only(desk, People.MANAGER).id();
    desk.node.approvals.sendBack(
        desk.as(People.MANAGER), task, new Approvals.Return(null, true, "why?"));
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    assertThat(only(desk, People.CLERK).description()).isEqualTo("why?");
    answer(desk, People.CLERK, "resubmit", "because");

    assertThat(desk.tasks(People.BOSS)).isEmpty();
    assertThat(only(desk, People.MANAGER).id()).isEqualTo(task);
    answer(desk, People.MANAGER, "approve");
    assertThat(result(desk)).isEqualTo("approved");
  }

  @Test
  void asksAllAnewWhenTheRequesterHasMendedIt() {
    Desk desk = open("'decide':'all','approvers':[" + BOSS + "," + NEAREST + "]");
    answer(desk, People.BOSS, "approve");
    desk.node.approvals.sendBack(
        desk.as(People.MANAGER),
        only(desk, People.MANAGER).id(),
        new Approvals.Return(null, false, null));
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    answer(desk, People.CLERK, "resubmit");

    answer(desk, People.MANAGER, "approve");
    assertThat(approval(desk).status()).isEqualTo(Approval.Status.OPEN);
    answer(desk, People.BOSS, "approve");
    assertThat(result(desk)).isEqualTo("approved");
    assertThat(approval(desk).round()).isEqualTo(2);
  }

  @Test
  void endsWhenTheRequesterDoesNotMendIt() {
    Desk desk = open("'approvers':[" + BOSS + "]");
    desk.node.approvals.sendBack(
        desk.as(People.BOSS), only(desk, People.BOSS).id(), new Approvals.Return(null, true, null));
    answer(desk, People.CLERK, "withdraw");
    assertThat(result(desk)).isEqualTo("withdrawn");
    assertThat(desk.tasks(People.BOSS)).isEmpty();
  }

  @Test
  void goesBackToNodesOfTheWorkflow() {
    Desk desk = open("'returnTo':['prepare'],'approvers':[" + BOSS + "]");
    UUID task = only(desk, People.BOSS).id();
    assertThat(
            Desk.problems(
                () ->
                    desk.node.approvals.sendBack(
                        desk.as(People.BOSS), task, new Approvals.Return("say", false, null))))
        .containsExactly("workflow.noWayBack@/to");
    desk.node.approvals.sendBack(
        desk.as(People.BOSS), task, new Approvals.Return("prepare", false, null));
    desk.node.jobs.runDue();
    assertThat(desk.path())
        .containsExactly("prepare done", "ask done", "prepare done", "ask waiting");
    answer(desk, People.BOSS, "approve");
    assertThat(result(desk)).isEqualTo("approved");
  }

  @Test
  void comesStraightBackFromNodesOfTheWorkflow() {
    Desk desk =
        new Desk(
            """
            {"key":"discount","trigger":{"type":"record","entity":"lead","on":["created"]},"nodes":[
              {"id":"mend","type":"task","title":"Mend","assignee":"record.createdBy","next":"first"},
              {"id":"first","type":"approval","title":"First","approvers":[{"user":"record.keeper"}],"next":"second"},
              {"id":"second","type":"approval","title":"Second","approvers":[{"role":"storeManager","nearest":"record.orgUnit"}],
               "returnTo":["mend"],"next":"say"},
              {"id":"say","type":"update","values":{"note":"second"}}]}
            """);
    desk.create("{'name':'a','keeper':'" + People.BOSS + "'}");
    desk.node.jobs.runDue();
    answer(desk, People.CLERK, "done");
    desk.node.jobs.runDue();
    answer(desk, People.BOSS, "approve");
    desk.node.jobs.runDue();
    UUID task = only(desk, People.MANAGER).id();
    desk.node.approvals.sendBack(
        desk.as(People.MANAGER), task, new Approvals.Return("mend", true, null));
    desk.node.jobs.runDue();
    answer(desk, People.CLERK, "done");
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.BOSS)).isEmpty();
    answer(desk, People.MANAGER, "approve");
    assertThat(result(desk)).isEqualTo("approved");
  }

  @Test
  void isWithdrawnByWhoAsksAndByNobodyElse() {
    Desk desk = open("'approvers':[" + BOSS + "]");
    UUID id = approval(desk).id();
    assertThat(Desk.problems(() -> desk.node.approvals.withdraw(desk.as(People.OTHER), id, null)))
        .containsExactly("notFound@");
    assertThat(Desk.problems(() -> desk.node.approvals.withdraw(desk.as(People.BOSS), id, null)))
        .containsExactly("notFound@");
    desk.node.approvals.withdraw(desk.as(People.CLERK), id, "not needed");
    desk.node.approvals.withdraw(desk.as(People.CLERK), id, "not needed");
    assertThat(desk.tasks(People.BOSS)).isEmpty();
    assertThat(result(desk)).isEqualTo("withdrawn");
    assertThat(Desk.problems(() -> desk.node.approvals.urge(desk.as(People.CLERK), id, null)))
        .containsExactly("workflow.approvalEnded@");
    assertThat(deeds(desk)).containsExactly("withdrawn");
  }

  private static List<String> deeds(Desk desk) {
    return desk.node.approvals.find(desk.admin(), approval(desk).id()).deeds().stream()
        .map(Approval.Deed::deed)
        .toList();
  }

  @Test
  void urgesAndRemindsThoseWhoHaveNotAnswered() {
    Desk desk = open("'limit':'P1D','onOverdue':{'do':'remind'},'approvers':[" + BOSS + "]");
    assertThat(Objects.requireNonNull(only(desk, People.BOSS).ballot()).urgedAt()).isNull();
    desk.node.approvals.urge(desk.as(People.CLERK), approval(desk).id(), "please");
    assertThat(Objects.requireNonNull(only(desk, People.BOSS).ballot()).urgedAt()).isNotNull();
    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    desk.node.jobs.runDue();
    assertThat(deeds(desk)).containsExactly("urged", "urged");
    answer(desk, People.BOSS, "approve");
    assertThat(result(desk)).isEqualTo("approved");
  }

  @Test
  void goesToSomebodyElseWhenItIsNotAnsweredInTime() {
    Desk desk =
        open(
            "'limit':'PT2H','onOverdue':{'do':'escalate','to':{'user':'record.keeper'}},"
                + "'approvers':[{'role':'storeManager','within':'record.orgUnit'}]");
    UUID task = only(desk, People.MANAGER).id();
    assertThat(only(desk, People.MANAGER).due())
        .isEqualTo(desk.clock.instant().plus(Duration.ofHours(2)));
    desk.clock.advance(Duration.ofHours(2));
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    assertThat(only(desk, People.BOSS).id()).isEqualTo(task);
    answer(desk, People.BOSS, "approve");
    assertThat(result(desk)).isEqualTo("approved");
    assertThat(deeds(desk)).containsExactly("escalated", "completed");
  }

  @Test
  void givesEachOfASequenceTheirOwnTime() {
    Desk desk =
        open(
            "'limit':'PT2H','onOverdue':{'do':'reject'},'approvers':["
                + BOSS
                + ","
                + NEAREST
                + "]");
    desk.clock.advance(Duration.ofHours(1));
    answer(desk, People.BOSS, "approve");
    desk.clock.advance(Duration.ofHours(1));
    desk.node.jobs.runDue();
    assertThat(desk.tasks(People.MANAGER)).hasSize(1);
    desk.clock.advance(Duration.ofHours(1));
    assertThat(result(desk)).isEqualTo("rejected");
    assertThat(approval(desk).status()).isEqualTo(Approval.Status.REJECTED);
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
  }

  @Test
  void endsWithItsExecution() {
    Desk desk = open("'approvers':[" + BOSS + "," + NEAREST + "]");
    desk.node.executions.cancel(desk.admin(), desk.execution().execution().id());
    assertThat(approval(desk).status()).isEqualTo(Approval.Status.CANCELLED);
    assertThat(desk.tasks(People.BOSS)).isEmpty();
  }

  @Test
  void isSeenByThoseWhomItConcerns() {
    Desk desk = open("'approvers':[" + BOSS + "]");
    UUID id = approval(desk).id();
    for (UUID one : List.of(People.CLERK, People.BOSS)) {
      Approval.Details seen = desk.node.approvals.find(desk.as(one), id);
      assertThat(seen.approval().label()).isEqualTo("a");
      assertThat(seen.tasks()).hasSize(1);
    }
    assertThat(Desk.problems(() -> desk.node.approvals.find(desk.as(People.OTHER), id)))
        .containsExactly("notFound@");
    var requested = new Approvals.Query(true, null, Approval.Status.OPEN, null, 10);
    assertThat(desk.node.approvals.list(desk.as(People.CLERK), requested)).hasSize(1);
    assertThat(desk.node.approvals.list(desk.as(People.BOSS), requested)).isEmpty();
  }
}
