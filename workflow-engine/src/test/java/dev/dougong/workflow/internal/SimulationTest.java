package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.simulation.Simulations.Report;
import dev.dougong.workflow.simulation.Simulations.Request;
import dev.dougong.workflow.simulation.Simulations.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a simulation says, beside what happens when the same days are lived through. */
class SimulationTest {

  private static final long SEED = Long.getLong("simulation.seed", 20261127L);
  private static final Duration DAYS = Duration.ofDays(30);

  private static final String STEPS =
      """
      {"id":"say","type":"message","channel":"sms","to":"record.phone","title":"t","body":"{{record.name}}","next":"wait"},
      {"id":"wait","type":"delay","for":"P3D","next":"call"},
      {"id":"call","type":"task","title":"call {{record.name}}","assignee":"record.keeper",
        "due":"addHours(now(), 48)","onOverdue":"again"},
      {"id":"again","type":"message","channel":"sms","to":"record.phone","title":"t","body":"again {{record.name}}","next":"note"},
      {"id":"note","type":"update","values":{"note":"\\"twice\\""},"next":"many"},
      {"id":"many","type":"switch","cases":[{"when":"record.visits > 5","next":"sub"}]},
      {"id":"sub","type":"wait","entity":"lead","where":{"name":"record.name"},"filter":"visits > 99","for":"P2D","else":"copy"},
      {"id":"copy","type":"create","entity":"lead","values":{"name":"record.name + \\" copy\\"","source":"\\"copy\\""}}
      """;

  private static String workflow(String trigger) {
    return "{\"key\":\"flow\",\"trigger\":" + trigger + ",\"nodes\":[" + STEPS + "]}";
  }

  private static Desk shop() {
    Desk desk = new Desk();
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      desk.clock.set(Desk.START.plus(Duration.ofMinutes(i)));
      lead(desk, random, i);
    }
    desk.clock.set(Desk.START.plus(Duration.ofHours(1)));
    return desk;
  }

  private static EntityRecord lead(Desk desk, Random random, int i) {
    Instant about = Desk.START.minus(Duration.ofHours(random.nextInt(24 * 40)));
    return desk.create(
        """
        {'name':'n%d','phone':'1380000%04d','keeper':'%s','visits':%d,'source':'shop',
         'birthday':'%d-%02d-%02d','boughtAt':'%s','followedAt':'%s','stage':'%s'}
        """
            .formatted(
                i,
                random.nextInt(6),
                People.CLERK,
                random.nextInt(10),
                1960 + random.nextInt(50),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                about,
                about.plus(Duration.ofDays(random.nextInt(20))),
                random.nextBoolean() ? "visited" : "new"));
  }

  /**
   * One row for each thing that happens, without ids. Of several messages to one number at the same
   * moment it is left to chance which is refused, so that stands apart from whose they are.
   */
  private static List<String> rows(String name, Execution.Details details, List<String> tasks) {
    List<String> rows = new ArrayList<>();
    Execution run = details.execution();
    rows.add(name + " starts " + run.startedAt() + " " + run.status() + " " + run.endedAt());
    for (Execution.Step step : details.steps()) {
      rows.add(name + " step " + step.node() + " " + step.state() + " " + step.startedAt());
    }
    for (Execution.Message message : details.messages()) {
      rows.add(name + " message " + message.body());
      boolean isRefused = message.state().equals("refused");
      rows.add("to " + message.recipient() + (isRefused ? " refused" : " goes"));
    }
    tasks.forEach(task -> rows.add(name + " task " + task));
    return rows;
  }

  private static List<String> simulated(Report report) {
    List<String> rows = new ArrayList<>();
    for (Run run : report.runs()) {
      List<String> tasks =
          run.tasks().stream()
              .map(task -> task.title() + " " + task.openedAt() + " " + task.due())
              .toList();
      rows.addAll(rows(Objects.toString(run.details().execution().label()), run.details(), tasks));
    }
    return rows.stream().sorted().toList();
  }

  private static List<String> lived(Desk desk, Instant until) {
    Instant next = desk.clock.instant();
    while (next != null && !next.isAfter(until)) {
      desk.clock.set(next);
      desk.node.jobs.runDue();
      next = next(desk, next);
    }
    List<String> rows = new ArrayList<>();
    for (Execution run : desk.executions("flow")) {
      Execution.Details details = desk.node.executions.find(desk.admin(), run.id());
      rows.addAll(rows(Objects.toString(run.label()), details, tasks(desk, run.id())));
    }
    return rows.stream().sorted().toList();
  }

  private static List<String> tasks(Desk desk, UUID execution) {
    return desk.node.statements.query(
        Sql.of("select title, created_at, due_at from ")
            .add(desk.workspace.workspace.schema())
            .add(".user_task where execution = ")
            .bind(SqlType.UUID, execution),
        row -> row.text(1) + " " + row.instant(2) + " " + row.instant(3));
  }

  /** When something is due after an instant. */
  private static @Nullable Instant next(Desk desk, Instant after) {
    SqlName schema = desk.workspace.workspace.schema();
    List<Instant> all = new ArrayList<>();
    desk.node.statements.query(
        Sql.of("select min(due_at) from ")
            .add(schema)
            .add(".due_row union all select min(next_at) from ")
            .add(schema)
            .add(".schedule_row union all select min(due_at) from ")
            .add(schema)
            .add(".step where state < 3"),
        row -> {
          Instant at = row.instant(1);
          return at == null || !at.isAfter(after) || all.add(at);
        });
    return all.stream().min(Instant::compareTo).orElse(null);
  }

  private static Metadata withDraft(Desk desk, String workflow) {
    var preview =
        desk.workspace.publishing.preview(List.of(desk.workspace.draft("workflow", workflow)));
    assertThat(preview.problems()).isEmpty();
    return preview.metadata();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'date','entity':'lead','field':'birthday','repeat':'yearly','time':'10:00'}",
        "{'type':'date','entity':'lead','field':'boughtAt','offset':'P1M','when':'visits > 3'}",
        "{'type':'idle','entity':'lead','since':'followedAt','after':'P7D'}",
        "{'type':'idle','entity':'lead','since':'followedAt','after':'P7D','past':'start'}",
        "{'type':'dwell','entity':'lead','field':'stage','value':'visited','after':'P3D'}"
      })
  void saysRowByRowWhatHappensWhenTheDaysAreLived(String trigger) {
    String workflow = workflow(trigger.replace('\'', '"'));
    Desk real = shop();
    Instant from = real.clock.instant();
    Instant to = from.plus(DAYS);
    real.publish(workflow);
    List<String> lived = lived(real, to);

    Desk desk = shop();
    desk.clock.set(to);
    long changes = desk.count("change");
    Report report =
        desk.node.simulations.simulate(
            desk.admin(), withDraft(desk, workflow), new Request("flow", from, to, 2_000));
    System.out.printf(
        "simulation: seed %d, %s: %d runs, %d rows%n",
        SEED, trigger, report.runs().size(), lived.size());
    assertThat(lived).isNotEmpty();
    assertThat(simulated(report)).isEqualTo(lived);
    assertThat(report.isTruncated()).isFalse();
    for (String table : List.of("execution", "step", "user_task", "outbox", "workflow_version")) {
      assertThat(desk.count(table)).as(table).isZero();
    }
    assertThat(desk.count("change")).isEqualTo(changes);
  }

  @Test
  void writesOfThePastAreReadFromTheChangeLog() {
    String workflow =
        """
        {"key":"flow","trigger":{"type":"record","entity":"lead","on":["created","updated"],"fields":["visits"],
          "when":"visits > 3 && stage == \\"new\\""},
         "nodes":[{"id":"call","type":"task","title":"{{record.name}}","assignee":"record.keeper"}]}
        """;
    Desk real = new Desk(workflow);
    Desk desk = new Desk();
    Instant from = Desk.START.minusSeconds(1);
    for (Desk one : List.of(real, desk)) {
      Random random = new Random(SEED);
      List<EntityRecord> leads = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        leads.add(lead(one, random, i));
        one.clock.advance(Duration.ofMinutes(10));
        UUID changed = leads.get(random.nextInt(leads.size())).id();
        one.patch(changed, "{'visits':" + random.nextInt(9) + "}");
        one.clock.advance(Duration.ofMinutes(10));
        one.patch(changed, "{'stage':'" + (random.nextBoolean() ? "new" : "won") + "'}");
        one.node.jobs.runDue();
      }
    }
    List<String> lived = new ArrayList<>();
    for (Execution run : real.executions("flow")) {
      lived.add(run.label() + " " + run.startedAt());
    }
    Report report =
        desk.node.simulations.simulate(
            desk.admin(),
            withDraft(desk, workflow),
            new Request("flow", from, desk.clock.instant(), 2_000));
    assertThat(
            report.runs().stream()
                .map(run -> run.details().execution())
                .map(run -> run.label() + " " + run.startedAt()))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(lived);
  }

  @Test
  void isTriedOutOnOneRecordWithoutATrace() {
    Desk desk = shop();
    EntityRecord lead = lead(desk, new Random(SEED), 99);
    String workflow = workflow("{\"type\":\"manual\",\"entity\":\"lead\"}");
    Run run =
        desk.node.simulations.tryOut(desk.admin(), withDraft(desk, workflow), "flow", lead.id());
    assertThat(run.details().steps().stream().map(Execution.Step::node))
        .startsWith("say", "wait", "call", "again", "note", "many");
    assertThat(run.tasks()).hasSize(1);
    assertThat(run.details().messages()).hasSize(2);
    assertThat(desk.value(lead.id(), "note")).isNull();
    assertThat(desk.count("outbox")).isZero();
    assertThat(
            Desk.problems(
                () ->
                    desk.node.simulations.tryOut(
                        desk.as(People.CLERK), withDraft(desk, workflow), "flow", lead.id())))
        .containsExactly("notFound@");
    assertThat(
            Desk.problems(
                () ->
                    desk.node.simulations.tryOut(
                        desk.admin(), withDraft(desk, workflow), "flow", null)))
        .containsExactly("workflow.recordNeeded@/record");
  }

  @Test
  void refusesDaysThatAreNotPastAndTriggersWithoutDays() {
    Desk desk = shop();
    Instant now = desk.clock.instant();
    Metadata manual = withDraft(desk, workflow("{\"type\":\"manual\",\"entity\":\"lead\"}"));
    assertThat(
            Desk.problems(
                () ->
                    desk.node.simulations.simulate(
                        desk.admin(), manual, new Request("flow", now, now.plusSeconds(9), 9))))
        .containsExactly("simulation.days@/from");
    assertThat(
            Desk.problems(
                () ->
                    desk.node.simulations.simulate(
                        desk.admin(), manual, new Request("flow", now.minusSeconds(9), now, 9))))
        .containsExactly("simulation.noDays@");
  }

  @Test
  void tellsWhereThereIsMore() {
    Desk desk = shop();
    Instant from = desk.clock.instant();
    desk.clock.advance(DAYS);
    String workflow =
        workflow("{\"type\":\"schedule\",\"cron\":\"0 * * * *\"}")
            .replaceAll("(?s)\"nodes\":.*", "\"nodes\":[{\"id\":\"a\",\"type\":\"stop\"}]}");
    Report report =
        desk.node.simulations.simulate(
            desk.admin(),
            withDraft(desk, workflow),
            new Request("flow", from, desk.clock.instant(), 24));
    assertThat(report.runs()).hasSize(24);
    assertThat(report.isTruncated()).isTrue();
  }
}
