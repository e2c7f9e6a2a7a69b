package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nodes die at any place, work side by side, and are told things twice: all happens once. */
class CrashTest {

  private static final String ALL_EFFECTS =
      """
      {"key":"allEffects","trigger":{"type":"record","entity":"lead","on":["created"],
         "when":"!(source == \\"copy\\")"},
       "nodes":[
        {"id":"copy","type":"create","entity":"lead","values":{"source":"\\"copy\\""},"next":"count"},
        {"id":"count","type":"update","values":{"visits":"ifNull(record.visits, 0) + 1"},"next":"say"},
        {"id":"say","type":"message","channel":"sms","to":"record.phone","body":"{{record.name}}您好","next":"call"},
        {"id":"call","type":"task","title":"Call","assignee":"record.keeper","next":"last"},
        {"id":"last","type":"update","values":{"note":"call"}}]}
      """;

  private static String lead(int number) {
    return "{'name':'n"
        + number
        + "','phone':'1380000"
        + (1000 + number)
        + "','keeper':'"
        + People.CLERK
        + "'}";
  }

  private static void completeAll(Desk desk) {
    for (UserTask task : desk.tasks(People.CLERK)) {
      desk.node.tasks.complete(
          desk.as(People.CLERK), task.id(), new Tasks.Answer(null, null, null));
    }
  }

  private static void assertOnce(Desk desk, int leads) {
    assertThat(desk.executions(null)).hasSize(leads).allMatch(one -> one.status() == Status.DONE);
    assertThat(desk.count("step")).isEqualTo(5L * leads);
    assertThat(desk.count("user_task")).isEqualTo(leads);
    assertThat(desk.count("outbox")).isEqualTo(leads);
    assertThat(desk.sms.sent.stream().map(Channel.Message::id).distinct()).hasSize(leads);
    var entity = desk.workspace.metadata().entity("lead");
    assertThat(
            desk.workspace
                .jdbc
                .query(
                    new Sql()
                        .add(Sql.of("select count(*) from "))
                        .add(desk.workspace.workspace.schema(), entity.table()),
                    row -> row.getLong(1))
                .get(0))
        .isEqualTo(2L * leads);
  }

  @Asvs("2.3.3")
  @Test
  void losesAndDoublesNothingWhereverAWorkerIsKilled() {
    Desk desk = new Desk(ALL_EFFECTS);
    desk.clock.advance(Duration.ofHours(8));
    var lead = desk.create(lead(0));
    int deaths = 0;
    while (desk.tasks(People.CLERK).isEmpty()) {
      deaths += dieEverywhere(desk, () -> assertThat(desk.node.jobs.runStep()).isTrue());
    }
    completeAll(desk);
    while (desk.execution().execution().status() == Status.RUNNING) {
      deaths += dieEverywhere(desk, () -> assertThat(desk.node.jobs.runStep()).isTrue());
    }
    deaths += dieEverywhere(desk, () -> assertThat(desk.node.jobs.send()).isEqualTo(1));

    assertThat(deaths).isGreaterThan(40);
    assertThat(desk.value(lead.id(), "visits")).isEqualTo(1L);
    assertThat(desk.value(lead.id(), "note")).isEqualTo("done");
    assertThat(desk.sms.sent.stream().map(Channel.Message::id).distinct()).hasSize(1);
    assertOnce(desk, 1);
  }

  /**
   * Dies before the first statement of some work, then before the second, until it gets through.
   */
  private static int dieEverywhere(Desk desk, Runnable work) {
    for (int place = 1; ; place++) {
      desk.node.statements.dieBefore(place);
      try {
        work.run();
        assertThat(desk.node.statements.hasDied()).isFalse();
        return place - 1;
      } catch (RuntimeException e) {
        assertThat(desk.node.statements.hasDied()).as(e.toString()).isTrue();
      } finally {
        desk.node.statements.dieBefore(Integer.MAX_VALUE);
      }
      desk.clock.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void letsTwoNodesWorkSideBySide() throws Exception {
    Desk desk = new Desk(ALL_EFFECTS);
    desk.clock.advance(Duration.ofHours(8));
    Desk.Node second = desk.new Node();
    int leads = 60;
    for (int i = 0; i < leads; i++) {
      desk.create(lead(i));
    }
    together(desk, List.of(desk.node, second, desk.node, second));
    completeAll(desk);
    together(desk, List.of(desk.node, second, desk.node, second));

    assertThat(desk.sms.sent).hasSize(leads);
    assertOnce(desk, leads);
  }

  /** Each node works in a thread of its own until nothing is due. */
  private static void together(Desk desk, List<Desk.Node> nodes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (Desk.Node node : nodes) {
        work.add(node.jobs::runDue);
      }
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isNotNegative();
      }
      desk.node.jobs.runDue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Asvs("16.5.3")
  @Test
  void startsNothingForAWriteThatFails() {
    Desk desk = new Desk(ALL_EFFECTS);
    List<String> problems =
        Desk.problems(
            () ->
                desk.workspace.database.required(
                    () -> {
                      desk.create(lead(0));
                      return desk.create("{'visits':'many'}");
                    }));

    assertThat(problems).isNotEmpty();
    assertThat(desk.count("execution")).isZero();
  }

  @Test
  void refusesTheWriteWhoseWorkflowCannotBeStarted() {
    Desk desk = new Desk(ALL_EFFECTS);
    desk.node.statements.dieBefore(1);
    try {
      desk.create(lead(0));
      throw new AssertionError("written");
    } catch (RuntimeException expected) {
      assertThat(desk.node.statements.hasDied()).isTrue();
    }
    desk.node.statements.dieBefore(Integer.MAX_VALUE);
    assertThat(desk.count("execution")).isZero();
    assertThat(desk.count("change")).isZero();
  }

  @Asvs({"15.2.2", "15.4.4"})
  @Test
  void letsASlowWorkflowDelayNoOther() throws Exception {
    Desk desk = new Desk(ALL_EFFECTS);
    desk.publish(
        """
        {"key":"other","trigger":{"type":"record","entity":"lead","on":["created"]},
         "nodes":[{"id":"note","type":"stop"}]}
        """);
    for (int i = 0; i < 20; i++) {
      desk.create(lead(i));
    }
    for (int i = 0; i < 4; i++) {
      desk.node.jobs.runStep();
    }

    assertThat(desk.executions("other")).filteredOn(one -> one.status() == Status.DONE).hasSize(2);
    List<Execution> all = desk.executions("allEffects");
    assertThat(all).hasSize(20);
    assertThat(desk.count("step")).isEqualTo(20 + 20 + 2 + 2);
  }
}
