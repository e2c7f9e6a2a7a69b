package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.People;
import dev.dougong.workflow.people.Deputies;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets the tasks and approvals of people who are away. */
class DeputiesTest {

  private static final String CALL =
      "{\"key\":\"calling\",\"trigger\":{\"type\":\"record\",\"entity\":\"lead\",\"on\":[\"created\"]},"
          + "\"nodes\":[{\"id\":\"call\",\"type\":\"task\",\"title\":\"Call {{record.name}}\",\"assignee\":\"record.keeper\"}]}";

  private static void away(Desk desk, UUID user, UUID deputy, @Nullable Instant from, int days) {
    Instant begin = from == null ? desk.clock.instant() : from;
    desk.node.deputies.set(
        desk.as(user), user, new Deputies.Wish(deputy, from, begin.plus(Duration.ofDays(days))));
  }

  private static void lead(Desk desk, String name, UUID keeper) {
    desk.create("{'name':'" + name + "','keeper':'" + keeper + "'}");
    desk.node.jobs.runDue();
  }

  private static List<String> titles(Desk desk, UUID user) {
    return desk.tasks(user).stream().map(UserTask::title).toList();
  }

  @Test
  void whatIsMadeInTheTimeGoesToTheDeputyAndIsStillSeen() {
    Desk desk = new Desk(CALL);
    lead(desk, "before", People.OTHER);
    away(desk, People.OTHER, People.CLERK, desk.clock.instant().plus(Duration.ofHours(1)), 2);
    lead(desk, "too early", People.OTHER);
    desk.clock.advance(Duration.ofHours(1));
    lead(desk, "in time", People.OTHER);
    lead(desk, "of the deputy", People.CLERK);
    desk.clock.advance(Duration.ofDays(2));
    lead(desk, "too late", People.OTHER);

    assertThat(titles(desk, People.CLERK))
        .containsExactlyInAnyOrder("Call in time", "Call of the deputy");
    assertThat(titles(desk, People.OTHER))
        .containsExactlyInAnyOrder(
            "Call before", "Call too early", "Call in time", "Call too late");
    UserTask task =
        desk.tasks(People.CLERK).stream()
            .filter(one -> one.title().equals("Call in time"))
            .findFirst()
            .orElseThrow();
    assertThat(task.standsFor()).isEqualTo(People.OTHER);
    assertThat(task.assignee()).isEqualTo(People.CLERK);
  }

  @Test
  void bothMayDoItAndItIsDoneOnce() {
    Desk desk = new Desk(CALL);
    away(desk, People.OTHER, People.CLERK, null, 2);
    lead(desk, "a", People.OTHER);
    UUID task = desk.tasks(People.CLERK).get(0).id();
    desk.node.tasks.complete(desk.as(People.OTHER), task, new Tasks.Answer(null, null, null));
    assertThat(
            Desk.problems(
                () ->
                    desk.node.tasks.complete(
                        desk.as(People.CLERK), task, new Tasks.Answer(null, null, null))))
        .isNotEmpty();
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(desk.tasks(People.OTHER)).isEmpty();
  }

  @Test
  void aDeputyOfADeputyGetsNothing() {
    Desk desk = new Desk(CALL);
    away(desk, People.OTHER, People.CLERK, null, 2);
    away(desk, People.CLERK, People.MANAGER, null, 2);
    lead(desk, "a", People.OTHER);
    assertThat(titles(desk, People.CLERK)).containsExactly("Call a");
    assertThat(titles(desk, People.MANAGER)).isEmpty();
  }

  @Test
  void nobodyApprovesAsADeputyWhatTheyAskFor() {
    Desk desk = new Desk(ApprovalsTest.discount("'approvers':[{'user':'record.keeper'}]"));
    away(desk, People.BOSS, People.CLERK, null, 2);
    lead(desk, "asked by the clerk", People.BOSS);
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(titles(desk, People.BOSS)).containsExactly("Discount for asked by the clerk");

    away(desk, People.BOSS, People.MANAGER, null, 2);
    lead(desk, "second", People.BOSS);
    assertThat(titles(desk, People.MANAGER)).containsExactly("Discount for second");
    UserTask task = desk.tasks(People.MANAGER).get(0);
    desk.node.tasks.complete(
        desk.as(People.MANAGER), task.id(), new Tasks.Answer("approve", "for the boss", null));
    desk.node.jobs.runDue();
    assertThat(desk.value(Objects.requireNonNull(task.record()), "note")).isEqualTo("approved");
  }

  @Test
  void whoIsNextInASeatIsAwayWhenTheirTurnComes() {
    Desk desk =
        new Desk(
            ApprovalsTest.discount(
                "'approvers':[{'user':'record.keeper'},{'role':'storeManager','nearest':'record.orgUnit'}]"));
    lead(desk, "a", People.BOSS);
    away(desk, People.MANAGER, People.OWNER, null, 2);
    UserTask first = desk.tasks(People.BOSS).get(0);
    desk.node.tasks.complete(
        desk.as(People.BOSS), first.id(), new Tasks.Answer("approve", null, null));
    assertThat(desk.tasks(People.OWNER)).hasSize(1);
    assertThat(desk.tasks(People.OWNER).get(0).standsFor()).isEqualTo(People.MANAGER);
  }

  @Test
  void aTransferIsMeantForWhomItNames() {
    Desk desk = new Desk(CALL);
    away(desk, People.OTHER, People.CLERK, null, 2);
    lead(desk, "a", People.OTHER);
    UUID task = desk.tasks(People.CLERK).get(0).id();
    desk.node.tasks.transfer(desk.as(People.CLERK), task, People.MANAGER, null);
    assertThat(desk.tasks(People.OTHER)).isEmpty();
    assertThat(desk.tasks(People.MANAGER).get(0).standsFor()).isNull();
  }

  @Test
  void whatCannotBeIsRefusedAllAtOnce() {
    Desk desk = new Desk(CALL);
    Instant now = desk.clock.instant();
    assertThat(
            Desk.problems(
                () ->
                    desk.node.deputies.set(
                        desk.as(People.CLERK),
                        People.CLERK,
                        new Deputies.Wish(People.CLERK, now, now))))
        .containsExactly("people.ownDeputy@/deputy", "people.noTime@/until");
    assertThat(
            Desk.problems(
                () ->
                    desk.node.deputies.set(
                        desk.as(People.CLERK),
                        People.CLERK,
                        new Deputies.Wish(People.GONE, null, now.plus(Duration.ofDays(400))))))
        .containsExactly("workflow.unknownUser@/deputy", "people.tooLong@/until");
    assertThat(Desk.problems(() -> desk.node.deputies.find(desk.as(People.CLERK), People.OTHER)))
        .containsExactly("forbidden@");
    away(desk, People.CLERK, People.OTHER, null, 3);
    assertThat(Objects.requireNonNull(desk.node.deputies.find(desk.admin(), People.CLERK)).deputy())
        .isEqualTo(People.OTHER);
    desk.node.deputies.clear(desk.admin(), People.CLERK);
    assertThat(desk.node.deputies.find(desk.as(People.CLERK), People.CLERK)).isNull();
  }
}
