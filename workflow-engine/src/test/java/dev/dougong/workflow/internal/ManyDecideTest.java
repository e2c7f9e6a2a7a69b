package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.ProblemException;
import dev.dougong.workflow.People;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fifty people decide at once: one decision comes of it, and everybody is told a clear answer. */
class ManyDecideTest {

  private static final int PEOPLE = 50;
  private static final String DONE = "done";

  private final ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static Desk open(String options) {
    Desk desk = new Desk(ApprovalsTest.discount(options));
    desk.create("{'name':'a'}");
    desk.node.jobs.runDue();
    return desk;
  }

  /** What each is told: {@code done}, or the code of the problem. */
  private List<String> atOnce(List<Callable<Boolean>> deeds) throws Exception {
    CyclicBarrier start = new CyclicBarrier(deeds.size());
    List<Callable<String>> all = new ArrayList<>();
    for (Callable<Boolean> deed : deeds) {
      all.add(
          () -> {
            start.await();
            try {
              return deed.call() ? DONE : "";
            } catch (ProblemException e) {
              return e.problems().get(0).code();
            }
          });
    }
    List<String> told = new ArrayList<>();
    for (Future<String> one : threads.invokeAll(all)) {
      told.add(one.get());
    }
    return told;
  }

  private static Callable<Boolean> answer(Desk desk, UUID user, UUID task, String outcome) {
    return () -> {
      desk.node.tasks.complete(desk.as(user), task, new Tasks.Answer(outcome, null, null));
      return true;
    };
  }

  /** Half of the crowd approves, half refuses, each by their own task. */
  private static List<Callable<Boolean>> halves(Desk desk) {
    return IntStream.rangeClosed(1, PEOPLE)
        .mapToObj(People::crowd)
        .map(
            user -> {
              UserTask task = desk.tasks(user).get(0);
              boolean isFirst = user.getLeastSignificantBits() % 2 == 0;
              return answer(desk, user, task.id(), isFirst ? "approve" : "reject");
            })
        .toList();
  }

  @Test
  void hasOneDecisionWhereTheFirstDecides() throws Exception {
    Desk desk = open("'decide':'any','approvers':[{'role':'crowd','everyone':true}]");
    List<String> told = atOnce(halves(desk));
    assertThat(told).filteredOn(DONE::equals).hasSize(1);
    assertThat(told).filteredOn("workflow.taskClosed"::equals).hasSize(PEOPLE - 1);

    int winner = told.indexOf(DONE) + 1;
    desk.node.jobs.runDue();
    assertThat(ApprovalsTest.approval(desk).status())
        .isEqualTo(winner % 2 == 0 ? Approval.Status.APPROVED : Approval.Status.REJECTED);
    assertThat(desk.path()).containsExactly("prepare done", "ask done", "say done");
  }

  @Test
  void countsEachVoteOnceAndNoneAfterTheDecision() throws Exception {
    Desk desk = open("'decide':'vote','approvers':[{'role':'crowd','everyone':true}]");
    List<String> told = atOnce(halves(desk));
    long counted = told.stream().filter(DONE::equals).count();
    assertThat(told).filteredOn("workflow.taskClosed"::equals).hasSize((int) (PEOPLE - counted));

    var details = desk.node.approvals.find(desk.admin(), ApprovalsTest.approval(desk).id());
    assertThat(details.approval().status()).isEqualTo(Approval.Status.REJECTED);
    assertThat(details.tasks()).filteredOn(one -> "reject".equals(one.outcome())).hasSize(25);
    assertThat(details.tasks())
        .filteredOn(one -> one.status() == UserTask.Status.DONE)
        .hasSize((int) counted);
  }

  @Test
  void givesOneTaskOfARoleToOne() throws Exception {
    Desk desk = open("'approvers':[{'role':'crowd'}]");
    UUID task = desk.tasks(People.crowd(1)).get(0).id();
    List<String> told =
        atOnce(
            IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(People::crowd)
                .map(
                    user ->
                        (Callable<Boolean>)
                            () -> {
                              desk.node.tasks.claim(desk.as(user), task);
                              return true;
                            })
                .toList());
    assertThat(told).filteredOn(DONE::equals).hasSize(1);
    assertThat(told).filteredOn("workflow.taskTaken"::equals).hasSize(PEOPLE - 1);
  }

  @Test
  void takesFiftyClicksOfOnePersonForOne() throws Exception {
    Desk desk = open("'approvers':[{'role':'crowd'}]");
    UUID task = desk.tasks(People.crowd(1)).get(0).id();
    List<Callable<Boolean>> clicks = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      clicks.add(answer(desk, People.crowd(1), task, "approve"));
    }
    assertThat(atOnce(clicks)).hasSize(PEOPLE).containsOnly(DONE);
    assertThat(desk.count("user_task_log")).isEqualTo(1);
    desk.node.jobs.runDue();
    assertThat(desk.path()).containsExactly("prepare done", "ask done", "say done");
  }

  @Test
  void decidesOrWithdrawsButNeverBoth() throws Exception {
    Desk desk = open("'approvers':[{'role':'crowd'}]");
    UUID task = desk.tasks(People.crowd(1)).get(0).id();
    UUID approval = ApprovalsTest.approval(desk).id();
    List<String> told =
        atOnce(
            List.of(
                answer(desk, People.crowd(1), task, "approve"),
                () -> {
                  desk.node.approvals.withdraw(desk.as(People.CLERK), approval, null);
                  return true;
                }));
    assertThat(told).filteredOn(DONE::equals).hasSize(1);
    desk.node.jobs.runDue();
    assertThat(ApprovalsTest.approval(desk).status())
        .isEqualTo(told.get(0).equals(DONE) ? Approval.Status.APPROVED : Approval.Status.WITHDRAWN);
  }
}
