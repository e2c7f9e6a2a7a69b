package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.execution.Moves;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Open executions go on in a newer version, by a map of nodes, or stay with all reasons told. */
class MovesTest {

  private static final String OLD =
      """
      {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[
        {"id":"count","type":"aggregate","entity":"lead","total":"count","next":"call"},
        {"id":"call","type":"task","title":"call","assignee":"record.keeper",
         "outcomes":[{"value":"reached"},{"value":"gone"}],"next":"old"},
        {"id":"old","type":"update","values":{"note":"\\"old\\""}}]}
      """;
  private static final String NEW =
      """
      {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[
        {"id":"total","type":"aggregate","entity":"lead","total":"count","next":"ring"},
        {"id":"ring","type":"task","title":"ring","assignee":"record.keeper",
         "outcomes":[{"value":"reached","next":"done"},{"value":"gone"}],"next":"done"},
        {"id":"done","type":"update","values":{"note":"ring","visits":"total"}}]}
      """;
  private static final Map<String, String> MAP = Map.of("call", "ring", "count", "total");

  private static EntityRecord lead(Desk desk) {
    return desk.create("{'name':'张三','keeper':'" + People.CLERK + "'}");
  }

  private static void completeAll(Desk desk, @Nullable String outcome) {
    for (UserTask task : desk.tasks(People.CLERK)) {
      desk.node.tasks.complete(
          desk.as(People.CLERK), task.id(), new Tasks.Answer(outcome, null, null));
    }
    desk.node.jobs.runDue();
  }

  /** The version in which open executions are that is not published any more. */
  private static String version(Desk desk) {
    List<Moves.Version> versions =
        desk.node.moves.versions(desk.admin(), "flow").stream()
            .filter(one -> !one.isCurrent())
            .toList();
    assertThat(versions).hasSize(1);
    return versions.get(0).digest();
  }

  private static Moves.Outcome move(Desk desk, Map<String, String> map, boolean isTrial) {
    return desk.node.moves.move(desk.admin(), "flow", version(desk), map, null, isTrial);
  }

  private static List<String> refusals(Desk desk, Map<String, String> map) {
    Moves.Outcome outcome = move(desk, map, true);
    return outcome.refused().stream()
        .flatMap(one -> one.reasons().stream())
        .map(Problem::code)
        .distinct()
        .toList();
  }

  private static Desk waiting(String old) {
    Desk desk = new Desk(old);
    var unused = lead(desk);
    desk.node.jobs.runDue();
    return desk;
  }

  private static UUID only(Desk desk) {
    return desk.execution().execution().id();
  }

  @Test
  void whatWaitsGoesOnInTheNewVersionWithWhatItKnows() {
    Desk desk = new Desk(OLD);
    EntityRecord lead = lead(desk);
    desk.node.jobs.runDue();
    desk.publish(NEW);
    Moves.Proposal proposal = desk.node.moves.propose(desk.admin(), "flow", version(desk));
    assertThat(proposal.open()).containsExactly(Map.entry("call", 1L));
    assertThat(proposal.map()).isEmpty();
    assertThat(refusals(desk, Map.of())).containsExactly("workflow.moveNowhere");
    assertThat(move(desk, MAP, true).moved()).isOne();
    assertThat(desk.path()).as("only checked").containsExactly("count done", "call waiting");

    desk.node.moves.move(desk.admin(), only(desk), MAP);
    desk.node.moves.move(desk.admin(), only(desk), Map.of());
    assertThat(desk.path()).containsExactly("total done", "ring waiting");
    assertThat(desk.count("execution_move")).isOne();
    completeAll(desk, "reached");
    assertThat(desk.value(lead.id(), "note")).isEqualTo("reached");
    assertThat(desk.value(lead.id(), "visits")).hasToString("1");
    assertThat(desk.execution().execution().status()).isEqualTo(Status.DONE);
  }

  @Test
  void isRefusedWhereAStepWaitsForSomethingElse() {
    Desk desk = waiting(OLD);
    desk.publish(NEW.replace("{\"value\":\"gone\"}", "{\"value\":\"lost\"}"));
    assertThat(refusals(desk, MAP)).containsExactly("workflow.moveHeld");
    assertThat(refusals(desk, Map.of("call", "done", "count", "total")))
        .containsExactly("workflow.moveOtherType");
    assertThat(refusals(desk, Map.of("call", "ring", "count", "ring")))
        .contains("workflow.moveHeld", "workflow.moveOutput");
    assertThat(
            Desk.problems(
                () -> {
                  var unused = move(desk, Map.of("call", "nothing", "nobody", "ring"), true);
                }))
        .containsExactly("workflow.unknownNode@/map/call", "workflow.unknownNode@/map/nobody");
    assertThat(Desk.problems(() -> desk.node.moves.move(desk.as(People.CLERK), only(desk), MAP)))
        .containsExactly("notFound@");
    assertThat(desk.path()).containsExactly("count done", "call waiting");
  }

  private static final String ASKS =
      """
      {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[
        {"id":"ask","type":"approval","title":"%s","approvers":[{"user":"record.keeper"}%s],"requester":"record.createdBy",
         "selfApproval":true,"rejected":"no","next":"yes"},
        {"id":"yes","type":"update","values":{"note":"\\"yes %s\\""}},
        {"id":"no","type":"update","values":{"note":"\\"no\\""}}]}
      """;

  @Test
  void anApprovalGoesOnWhereTheSamePeopleAreAsked() {
    Desk desk = new Desk(ASKS.formatted("a", "", "1"));
    EntityRecord lead = lead(desk);
    desk.node.jobs.runDue();
    desk.publish(ASKS.formatted("b", ",{\"role\":\"storeManager\"}", "2"));
    assertThat(refusals(desk, Map.of())).containsExactly("workflow.moveHeld");

    desk.publish(ASKS.formatted("b", "", "3"));
    assertThat(move(desk, Map.of(), false).moved()).isOne();
    UserTask task = desk.tasks(People.CLERK).get(0);
    desk.node.tasks.complete(
        desk.as(People.CLERK), task.id(), new Tasks.Answer("approve", null, null));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("yes 3");
  }

  private static final String SIDE_BY_SIDE =
      """
      {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[
        {"id":"fork","type":"parallel","branches":[{"next":"call"},{"next":"rest"}%s],"next":"after"},
        {"id":"call","type":"task","title":"call","assignee":"record.keeper"},
        {"id":"rest","type":"delay","for":"P1D"%s},
        {"id":"more","type":"update","values":{"source":"\\"more\\""}},
        {"id":"after","type":"delay","for":"P1D","next":"last"},
        {"id":"last","type":"update","values":{"note":"\\"last\\""}}]}
      """;

  @Test
  void waysSideBySideStaySideBySide() {
    Desk desk = new Desk(SIDE_BY_SIDE.formatted("", ""));
    EntityRecord lead = lead(desk);
    desk.node.jobs.runDue();
    desk.publish(SIDE_BY_SIDE.formatted(",{\"next\":\"more\"}", ""));
    assertThat(refusals(desk, Map.of())).containsExactly("workflow.moveHeld");

    desk.publish(SIDE_BY_SIDE.formatted("", ",\"next\":\"more\""));
    assertThat(refusals(desk, Map.of("rest", "after"))).containsExactly("workflow.moveWay");
    assertThat(move(desk, Map.of(), false).moved()).isOne();
    completeAll(desk, null);
    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "source")).isEqualTo("more");
    assertThat(desk.value(lead.id(), "note")).isNull();
    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("last");
  }

  @Test
  void aFailedOneIsMovedToItsMendedVersionAndTriedAgain() {
    Desk desk = new Desk();
    desk.flaky.faults.set(1);
    desk.publish(
        """
        {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created"]},
         "nodes":[{"id":"weak","type":"flaky","retry":{"times":0}}]}
        """);
    EntityRecord lead = lead(desk);
    desk.node.jobs.runDue();
    assertThat(desk.execution().execution().status()).isEqualTo(Status.FAILED);
    desk.publish(
        """
        {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created"]},
         "nodes":[{"id":"weak","type":"update","values":{"note":"\\"mended\\""}}]}
        """);
    desk.node.moves.move(desk.admin(), only(desk), Map.of());
    assertThat(desk.execution().execution().status()).isEqualTo(Status.FAILED);
    desk.node.executions.retry(desk.admin(), only(desk));
    desk.node.jobs.runDue();
    assertThat(desk.value(lead.id(), "note")).isEqualTo("mended");
    assertThat(
            Desk.problems(
                () -> {
                  desk.publish(OLD);
                  desk.node.moves.move(desk.admin(), only(desk), Map.of());
                }))
        .containsExactly("workflow.hasEnded@");
  }

  /** The connection dies before each statement in turn; what was moved stays, the rest follows. */
  @Test
  void allOfAVersionAreMovedOnceWhateverDies() {
    Desk desk = new Desk(OLD);
    int leads = 30;
    List<EntityRecord> all = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      all.add(lead(desk));
    }
    desk.node.jobs.runDue();
    String old = desk.node.moves.versions(desk.admin(), "flow").get(0).digest();
    desk.publish(NEW);
    int deaths = 0;
    for (int place = 1; place < 10_000; place += 7) {
      desk.node.statements.dieBefore(place);
      boolean isDone = true;
      try {
        Moves.Outcome outcome = desk.node.moves.move(desk.admin(), "flow", old, MAP, null, false);
        assertThat(outcome.refused()).isEmpty();
      } catch (RuntimeException e) {
        assertThat(desk.node.statements.hasDied()).as(e.toString()).isTrue();
        deaths++;
        isDone = false;
      } finally {
        desk.node.statements.dieBefore(Integer.MAX_VALUE);
      }
      if (isDone) {
        break;
      }
    }
    assertThat(deaths).isPositive();
    assertThat(desk.count("execution_move")).isEqualTo(leads);
    assertThat(desk.node.moves.move(desk.admin(), "flow", old, MAP, null, false).moved()).isZero();
    completeAll(desk, "gone");
    List<Execution> ended = desk.executions("flow");
    assertThat(ended).hasSize(leads).allMatch(one -> one.status() == Status.DONE);
    assertThat(all).allMatch(one -> "gone".equals(desk.value(one.id(), "note")));
  }
}
