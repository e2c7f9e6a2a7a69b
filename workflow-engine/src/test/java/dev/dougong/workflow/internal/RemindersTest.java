package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.workflow.People;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** People are reminded of tasks once before their time and once after, and then others get them. */
class RemindersTest {

  private static String call(String options) {
    return ("{'key':'calling','trigger':{'type':'record','entity':'lead','on':['created']},"
            + "'nodes':[{'id':'call','type':'task','title':'Call {{record.name}}','assignee':'record.owner',"
            + "'due':'addHours(now(), 8)',"
            + options
            + "}]}")
        .replace('\'', '"');
  }

  private static final String ALL =
      call(
          "'remind':'PT2H','remindOverdue':true,'escalate':{'role':'storeManager','nearest':'record.orgUnit'}");

  private static Desk desk(String workflow, Instant now) {
    Desk desk = new Desk(workflow);
    known(desk);
    desk.clock.advance(Duration.between(desk.clock.instant(), now));
    return desk;
  }

  /** Puts people into the table whose rows notices need. */
  static void known(Desk desk) {
    for (UUID user : List.of(People.CLERK, People.MANAGER, People.OTHER)) {
      desk.workspace.jdbc.update(
          Sql.of("insert into ")
              .add(desk.workspace.workspace.schema())
              .add(".app_user (id, username, name, created_at) values (")
              .bind(SqlType.UUID, user)
              .add(", ")
              .bind(SqlType.TEXT, "u" + user)
              .add(", 'u', now())"));
    }
  }

  private static void lead(Desk desk, String name) {
    desk.create(
        "{'name':'%s','owner':'%s','orgUnit':'%s'}".formatted(name, People.CLERK, People.NORTH));
    desk.node.jobs.runDue();
  }

  private static List<String> notices(Desk desk, UUID user) {
    return desk.node.notices.list(user).stream().map(one -> one.title()).sorted().toList();
  }

  private static void after(Desk desk, Duration time) {
    desk.clock.advance(time);
    desk.node.jobs.runDue();
  }

  // the workspace keeps UTC; its night is from 21 to 9
  private static final Instant MORNING = Instant.parse("2026-03-02T09:30:00Z");

  @Test
  void remindsBeforeTheTimeAndAfterItAndGivesItToTheManager() {
    Desk desk = desk(ALL, MORNING);
    lead(desk, "a");
    after(desk, Duration.ofHours(6).minusSeconds(1));
    assertThat(notices(desk, People.CLERK)).isEmpty();
    after(desk, Duration.ofSeconds(1));
    assertThat(notices(desk, People.CLERK)).containsExactly("待办快到期：Call a");
    after(desk, Duration.ofHours(2).minusSeconds(1));
    assertThat(notices(desk, People.CLERK)).hasSize(1);
    after(desk, Duration.ofSeconds(1));
    assertThat(notices(desk, People.CLERK)).containsExactly("待办已逾期：Call a", "待办快到期：Call a");
    assertThat(notices(desk, People.MANAGER)).containsExactly("逾期待办已转给您：Call a");
    UserTask task = desk.tasks(People.MANAGER).get(0);
    assertThat(task.standsFor()).isEqualTo(People.CLERK);
    assertThat(desk.tasks(People.CLERK)).hasSize(1);
    after(desk, Duration.ofDays(3));
    assertThat(notices(desk, People.CLERK)).hasSize(2);
    desk.node.tasks.complete(
        desk.as(People.MANAGER), task.id(), new Tasks.Answer(null, null, null));
    desk.node.jobs.runDue();
    assertThat(desk.path()).containsExactly("call done");
  }

  @Test
  void waitsForTheMorningAndTellsThenWhatIsTrue() {
    Desk desk = desk(ALL, Instant.parse("2026-03-02T15:00:00Z"));
    lead(desk, "a");
    after(desk, Duration.ofHours(6));
    assertThat(notices(desk, People.CLERK)).isEmpty();
    after(desk, Duration.ofHours(11));
    assertThat(notices(desk, People.CLERK)).isEmpty();
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    after(desk, Duration.ofHours(1));
    assertThat(notices(desk, People.CLERK)).containsExactly("待办已逾期：Call a");
    assertThat(desk.tasks(People.MANAGER)).hasSize(1);
  }

  @Test
  void whoIsDoneIsNotReminded() {
    Desk desk = desk(ALL, MORNING);
    lead(desk, "a");
    UUID task = desk.tasks(People.CLERK).get(0).id();
    desk.node.tasks.complete(desk.as(People.CLERK), task, new Tasks.Answer(null, null, null));
    after(desk, Duration.ofDays(2));
    assertThat(notices(desk, People.CLERK)).isEmpty();
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
  }

  @Test
  void withoutMoreWordsItIsOneReminderBefore() {
    Desk desk = desk(call("'remind':'PT2H'"), MORNING);
    lead(desk, "a");
    after(desk, Duration.ofHours(6));
    assertThat(notices(desk, People.CLERK)).containsExactly("待办快到期：Call a");
    after(desk, Duration.ofDays(2));
    assertThat(notices(desk, People.CLERK)).hasSize(1);
  }

  @Test
  void twoNodesRemindEachOnce() throws Exception {
    Desk desk = desk(ALL, MORNING);
    int many = 450;
    for (int i = 0; i < many; i++) {
      desk.create(
          "{'name':'%d','owner':'%s','orgUnit':'%s'}".formatted(i, People.CLERK, People.NORTH));
    }
    desk.node.jobs.runDue();
    desk.clock.advance(Duration.ofHours(6));
    Desk.Node second = desk.new Node();
    ExecutorService both = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(i % 2 == 0 ? desk.node.jobs::runDue : second.jobs::runDue);
    }
    for (var one : both.invokeAll(work)) {
      assertThat(one.get()).isNotNull();
    }
    both.shutdown();
    desk.node.jobs.runDue();
    assertThat(desk.count("notice")).isEqualTo(many);
  }

  @Test
  void remindersNeedATime() {
    assertThat(Desk.problems(() -> new Desk(ALL.replace("\"due\":\"addHours(now(), 8)\",", ""))))
        .containsExactly("workflow.reminderWithoutTime@/nodes/0/due");
  }
}
