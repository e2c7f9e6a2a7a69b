package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.workflow.People;
import dev.dougong.workflow.Rights;
import dev.dougong.workflow.execution.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Triggers by time: rows that the writer keeps, and that fire once. The zone is UTC. */
class TimeTriggersTest {

  private static String on(String key, String trigger) {
    return "{\"key\":\""
        + key
        + "\",\"trigger\":{"
        + trigger.replace('\'', '"')
        + "},\"nodes\":[{\"id\":\"done\",\"type\":\"stop\"}]}";
  }

  private static final String BIRTHDAY =
      "'type':'date','entity':'lead','field':'birthday','offset':'-P1D','repeat':'yearly','time':'10:00'";
  private static final String IDLE =
      "'type':'idle','entity':'lead','since':'followedAt','after':'P7D'";
  private static final String DWELL =
      "'type':'dwell','entity':'lead','field':'stage','value':'visited','after':'P3D'";

  /** Lets time pass in steps, with everything done that is due. */
  private static void pass(Desk desk, Duration time) {
    desk.clock.advance(time);
    desk.node.jobs.runDue();
  }

  private static Desk open(String... triggers) {
    List<String> workflows = new ArrayList<>();
    for (int i = 0; i < triggers.length; i++) {
      workflows.add(on("timed" + i, triggers[i]));
    }
    Desk desk = new Desk(workflows.toArray(new String[0]));
    desk.node.jobs.runDue();
    return desk;
  }

  private static List<String> due(Desk desk) {
    return desk.workspace.jdbc.query(
        new Sql()
            .add(Sql.of("select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from "))
            .add(desk.workspace.workspace.schema())
            .add(".due_row order by due_at, record"),
        row -> row.getString(1));
  }

  @Test
  void remembersBirthdaysEveryYear() {
    Desk desk = open(BIRTHDAY);
    desk.create("{'birthday':'1990-03-05'}");
    EntityRecord leap = desk.create("{'birthday':'2000-02-29'}");
    desk.create("{}");
    assertThat(due(desk)).containsExactly("2026-03-04 10:00", "2027-02-27 10:00");

    pass(desk, Duration.ofDays(3).plusHours(5).plusMinutes(59));
    assertThat(desk.executions(null)).isEmpty();
    pass(desk, Duration.ofMinutes(1));
    assertThat(desk.executions(null)).hasSize(1);
    assertThat(due(desk)).containsExactly("2027-02-27 10:00", "2027-03-04 10:00");
    pass(desk, Duration.ofDays(365));
    assertThat(desk.executions(null)).hasSize(3);
    assertThat(due(desk)).containsExactly("2028-02-28 10:00", "2028-03-04 10:00");

    desk.patch(leap.id(), "{'birthday':'2000-06-01'}");
    assertThat(due(desk)).containsExactly("2027-05-31 10:00", "2028-03-04 10:00");
    desk.patch(leap.id(), "{'birthday':null}");
    assertThat(due(desk)).containsExactly("2028-03-04 10:00");
  }

  @Test
  void countsFromAVisitAndFromAPurchase() {
    Desk desk =
        open(
            "'type':'date','entity':'lead','field':'boughtAt','offset':'P3D'",
            "'type':'date','entity':'lead','field':'boughtAt','offset':'P2Y','time':'09:30'");
    desk.create("{'boughtAt':'2026-03-01T11:20:00Z'}");
    desk.create("{'boughtAt':'2020-01-01T00:00:00Z'}");
    assertThat(due(desk)).containsExactly("2026-03-04 11:20", "2028-03-01 09:30");
    pass(desk, Duration.ofDays(800));

    assertThat(desk.executions("timed0")).hasSize(1);
    Execution traded = desk.executions("timed1").get(0);
    assertThat(traded.reason().path("due").asText()).isEqualTo("2028-03-01T09:30:00Z");
    assertThat(traded.reason().path("by").asText()).isEqualTo("time");
    assertThat(due(desk)).isEmpty();
  }

  @Test
  void noticesSevenDaysWithoutFollowUpOnceForEachPause() {
    Desk desk = open(IDLE + ",'when':'isBlank(note)'");
    EntityRecord lead = desk.create("{}");
    pass(desk, Duration.ofDays(6));
    desk.patch(lead.id(), "{'followedAt':'" + desk.clock.instant() + "'}");
    pass(desk, Duration.ofDays(6));
    assertThat(desk.executions(null)).isEmpty();
    pass(desk, Duration.ofDays(1));
    assertThat(desk.executions(null)).hasSize(1);
    pass(desk, Duration.ofDays(30));
    assertThat(desk.executions(null)).hasSize(1);

    desk.patch(lead.id(), "{'followedAt':'" + desk.clock.instant() + "','note':'keep'}");
    pass(desk, Duration.ofDays(7));
    assertThat(desk.executions(null)).hasSize(1);
    assertThat(desk.count("due_skip")).isEqualTo(1);
  }

  @Test
  void noticesHowLongAStageLasts() {
    Desk desk = open(DWELL);
    EntityRecord lead = desk.create("{'stage':'new'}");
    pass(desk, Duration.ofDays(5));
    desk.patch(lead.id(), "{'stage':'visited'}");
    pass(desk, Duration.ofDays(2));
    desk.patch(lead.id(), "{'note':'x'}");
    desk.patch(lead.id(), "{'stage':'won'}");
    assertThat(due(desk)).isEmpty();
    desk.patch(lead.id(), "{'stage':'visited'}");
    pass(desk, Duration.ofDays(2));
    assertThat(desk.executions(null)).isEmpty();
    pass(desk, Duration.ofDays(1));
    assertThat(desk.executions(null)).hasSize(1);
  }

  @Test
  void keepsNothingOfWritesThatFailAndOfRecordsThatAreGone() {
    Desk desk = open(BIRTHDAY);
    var unused =
        Desk.problems(
            () ->
                desk.workspace.database.required(
                    () -> {
                      desk.create("{'birthday':'1990-03-05'}");
                      return desk.create("{'visits':'many'}");
                    }));
    assertThat(due(desk)).isEmpty();
    EntityRecord lead = desk.create("{'birthday':'1990-03-05'}");
    desk.node.records.delete(desk.as(People.CLERK), "lead", lead.id(), 1, WriteOptions.API);
    assertThat(due(desk)).isEmpty();
    desk.node.records.restore(desk.as(People.CLERK), "lead", lead.id(), WriteOptions.API);
    assertThat(due(desk)).containsExactly("2026-03-04 10:00");
  }

  @Test
  void doesAfterAStandstillAsItSays() {
    Desk desk =
        open(
            BIRTHDAY,
            BIRTHDAY + ",'late':{'do':'merge'}",
            BIRTHDAY + ",'late':{'do':'skip','after':'P1D'}");
    desk.create("{'birthday':'1990-03-05'}");
    pass(desk, Duration.ofDays(3 * 365 + 5));

    assertThat(desk.executions("timed0")).hasSize(4);
    assertThat(desk.executions("timed1")).hasSize(1);
    assertThat(desk.executions("timed2")).hasSize(1);
    assertThat(desk.count("due_skip")).isEqualTo(3);
    assertThat(due(desk)).containsOnly("2030-03-04 10:00").hasSize(3);
  }

  @Test
  void takesOverRecordsThatAreThere() {
    Desk desk = new Desk();
    EntityRecord lead = desk.create("{'birthday':'1990-03-05','stage':'visited'}");
    desk.create("{'birthday':'1990-12-24','stage':'new'}");
    desk.clock.advance(Duration.ofDays(2));
    desk.patch(lead.id(), "{'stage':'new'}");
    desk.patch(lead.id(), "{'stage':'visited'}");
    desk.clock.advance(Duration.ofDays(1));
    desk.publish(on("a", BIRTHDAY), on("b", DWELL), on("c", IDLE));
    desk.node.jobs.runDue();
    assertThat(due(desk))
        .containsExactly(
            "2026-03-04 10:00",
            "2026-03-06 04:00",
            "2026-03-08 04:00",
            "2026-03-08 04:00",
            "2026-12-23 10:00");

    desk.publish(on("a", BIRTHDAY.replace("-P1D", "-P2D")));
    desk.node.jobs.runDue();
    assertThat(due(desk)).contains("2026-12-22 10:00").doesNotContain("2026-12-23 10:00");
  }

  @Test
  void startsWhatIsPastWhereItSaysSo() {
    Desk desk = new Desk();
    desk.create("{}");
    desk.clock.advance(Duration.ofDays(30));
    desk.publish(on("skips", IDLE), on("starts", IDLE + ",'past':'start'"));
    desk.node.jobs.runDue();
    pass(desk, Duration.ofMinutes(3));

    assertThat(desk.executions("skips")).isEmpty();
    assertThat(desk.executions("starts")).hasSize(1);
  }

  @Test
  void followsWritersThatHadNotYetHeardOfTheRule() {
    Desk desk = new Desk();
    EntityRecord lead = desk.create("{'birthday':'1990-03-05'}");
    var old = desk.workspace.metadata();
    desk.publish(on("a", BIRTHDAY));
    desk.node.jobs.runDue();
    Rights unaware = Rights.of(old, People.CLERK, desk.clock.instant());
    desk.node.records.create(
        unaware, "lead", Desk.json("{'birthday':'1990-05-06'}"), WriteOptions.API);
    desk.node.records.patch(
        unaware, "lead", lead.id(), 1, Desk.json("{'birthday':'1990-04-05'}"), WriteOptions.API);
    assertThat(due(desk)).containsExactly("2026-03-04 10:00");

    pass(desk, Duration.ofMinutes(2));
    assertThat(due(desk)).containsExactly("2026-04-04 10:00", "2026-05-05 10:00");
  }

  @Test
  void looksAtTheRecordOnceMoreBeforeItFires() {
    Desk desk = new Desk();
    EntityRecord lead = desk.create("{'birthday':'1990-03-02'}");
    var old = desk.workspace.metadata();
    desk.publish(on("a", BIRTHDAY));
    desk.node.jobs.runDue();
    Rights unaware = Rights.of(old, People.CLERK, desk.clock.instant());
    desk.node.records.patch(
        unaware, "lead", lead.id(), 1, Desk.json("{'birthday':'1990-04-05'}"), WriteOptions.API);
    desk.clock.advance(Duration.ofHours(6));
    desk.node.jobs.fireDue();

    assertThat(desk.executions(null)).isEmpty();
    assertThat(due(desk)).containsExactly("2026-04-04 10:00");
  }

  @Test
  void firesEachOnceWithTwoNodesAndDeathsAtAnyPlace() throws Exception {
    Desk desk = open("'type':'date','entity':'lead','field':'boughtAt','offset':'PT1H'");
    Instant soon = desk.clock.instant();
    int leads = 700;
    for (int i = 0; i < leads; i++) {
      desk.create("{'boughtAt':'" + soon.plusSeconds(i) + "'}");
    }
    desk.clock.advance(Duration.ofHours(2));
    int deaths = 0;
    for (int place = 1; desk.executions(null).isEmpty(); place++) {
      desk.node.statements.dieBefore(place);
      try {
        desk.node.jobs.fireDue();
      } catch (RuntimeException e) {
        assertThat(desk.node.statements.hasDied()).as(e.toString()).isTrue();
        deaths++;
      }
      desk.node.statements.dieBefore(Integer.MAX_VALUE);
    }
    assertThat(deaths).isGreaterThan(1);
    Desk.Node second = desk.new Node();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Integer>> work = List.of(desk.node.jobs::runDue, second.jobs::runDue);
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isNotNegative();
      }
    } finally {
      threads.shutdownNow();
    }
    desk.node.jobs.runDue();

    assertThat(desk.count("execution")).isEqualTo(leads);
    assertThat(desk.count("step")).isEqualTo(leads);
    assertThat(due(desk)).isEmpty();
  }
}
