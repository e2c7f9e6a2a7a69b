package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.testkit.TestDatabase;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.workflow.People;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Two nodes on one PostgreSQL, of which one is killed again and again; once the database goes down
 * as by a loss of power, and once the clock goes forward by a day. Then everything is counted.
 */
final class Crashes implements AutoCloseable {

  /** Steps of a change: of its own run, and of the two that it starts. */
  private static final long STEPS = 11 + 2;

  private static final Duration TICK = Duration.ofSeconds(1);

  /** Longer than a sender may hold a message. */
  private static final Duration AFTER_DEATH = Duration.ofSeconds(31);

  private final Path home;
  private final int changes;
  private final int moments;
  private final Random random;
  private final List<Process> nodes = new ArrayList<>();
  private EmbeddedPostgres server;
  private final Desk desk;
  private Instant now = Desk.START.plus(Duration.ofHours(8));
  private int kills;
  private int killsAtWork;

  Crashes(Path home, int changes, int moments, long seed) throws IOException {
    this.home = home;
    this.changes = changes;
    this.moments = moments;
    this.random = new Random(seed);
    server = start(0);
    DataSource source = server.getPostgresDatabase();
    TestDatabase.migrate(source, CrashNode.WORKSPACE);
    desk =
        new Desk(
            kinds -> new TestWorkspace(CrashNode.WORKSPACE, source, kinds),
            new RecordingChannel(),
            () -> {
              throw new IllegalStateException("writes nothing");
            });
    desk.publishAll(CrashNode.ALL.toArray(String[]::new));
    fill();
    tell(now);
  }

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(home.resolve("data"))
            .setCleanDataDirectory(false)
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "120")
            .setPGStartupWait(Duration.ofMinutes(2));
    return port == 0 ? builder.start() : builder.setPort(port).start();
  }

  /** What the nodes shall write, the two kinds mixed. */
  private void fill() {
    desk.workspace.jdbc.update(Sql.of("create schema crash"));
    desk.workspace.jdbc.update(
        Sql.of("create table crash.todo (number bigint primary key, lead text not null)"));
    desk.workspace.jdbc.update(
        Sql.of("create table crash.sent (message uuid not null, recipient text not null)"));
    desk.workspace.jdbc.update(
        Sql.of("insert into crash.todo select hashint8(n)::bigint * 100000 + n,")
            .add(" json_build_object('name', 'n' || n, 'phone', 'p' || n, 'keeper', ")
            .bind(SqlType.TEXT, People.CLERK.toString())
            .add("::text, 'source', case when n <= ")
            .number(changes)
            .add(" then 'shop' else 'timer' end, 'boughtAt', case when n <= ")
            .number(changes)
            .add(" then null else ")
            .bind(SqlType.TEXT, now.toString())
            .add("::text end) from generate_series(1, ")
            .number(changes + moments)
            .add(") n"));
  }

  private void tell(Instant instant) throws IOException {
    Path next = Files.writeString(home.resolve("next"), instant.toString());
    Files.move(next, home.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void pass(Duration time) throws IOException {
    now = now.plus(time);
    tell(now);
  }

  /** Kills nodes until it has done so often enough in each part; then lets the work end. */
  void run(int killsOfAPart, Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    nodes.add(begin());
    nodes.add(begin());
    List<Step> plan = new ArrayList<>(Collections.nCopies(killsOfAPart, this::killOne));
    plan.add(this::restart);
    plan.addAll(Collections.nCopies(killsOfAPart, this::killOne));
    plan.add(() -> awaitUntil(end, () -> count(Sql.of("select count(*) from crash.todo")) == 0));
    plan.add(() -> pass(Duration.ofDays(1)));
    plan.addAll(Collections.nCopies(killsOfAPart, this::killOne));
    plan.add(() -> awaitUntil(end, this::isQuiet));
    for (Step step : plan) {
      step.run();
    }
  }

  /** A step of the plan. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private void awaitUntil(long end, BooleanSupplier condition)
      throws IOException, InterruptedException {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not done in time: " + counts() + log());
      }
      await(nodes.get(0), 100);
      pass(TICK);
    }
  }

  private void killOne() throws IOException, InterruptedException {
    int at = random.nextInt(nodes.size());
    await(nodes.get(at), 50 + random.nextInt(500));
    nodes.get(at).destroyForcibly().waitFor();
    kills++;
    killsAtWork += isAtWork() ? 1 : 0;
    pass(AFTER_DEATH);
    nodes.set(at, begin());
  }

  /** Lets time pass, in which no node may end. */
  private void await(Process node, int millis) throws IOException, InterruptedException {
    if (node.waitFor(millis, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("a node ended by itself: " + log());
    }
  }

  /** A node that has begun to work. */
  private Process begin() throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                CrashNode.class.getName(),
                String.valueOf(server.getPort()),
                home.resolve("clock").toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(home.resolve("nodes.log").toFile()))
            .start();
    BufferedReader out = node.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.equals(CrashNode.READY)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("a node did not begin: " + log());
    }
    return node;
  }

  /** Ends the server at once, with no word to anybody, and starts it again. */
  private void restart() throws IOException, InterruptedException {
    int port = server.getPort();
    long postmaster =
        Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid")).get(0).strip());
    Process signal = new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster)).start();
    assertThat(signal.waitFor()).isZero();
    ProcessHandle.of(postmaster).ifPresent(process -> process.onExit().join());
    server.close();
    server = start(port);
  }

  private String log() throws IOException {
    List<String> lines =
        Files.exists(home.resolve("nodes.log"))
            ? Files.readAllLines(home.resolve("nodes.log"))
            : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  private long count(Sql sql) {
    Long found = desk.workspace.jdbc.queryOne(sql, row -> row.getLong(1));
    return found == null ? 0 : found;
  }

  private boolean isAtWork() {
    return count(
            Sql.of("select (select count(*) from crash.todo)")
                .add(" + (select count(*) from ws_crash.step where due_at <= ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") + (select count(*) from ws_crash.due_row where due_at <= ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") + (select count(*) from ws_crash.outbox where state < 3)"))
        > 0;
  }

  private boolean isQuiet() {
    return count(
            Sql.of("select (select count(*) from crash.todo)")
                .add(" + (select count(*) from ws_crash.step where due_at is not null)")
                .add(" + (select count(*) from ws_crash.execution where status = 1)")
                .add(" + (select count(*) from ws_crash.due_row)")
                .add(" + (select count(*) from ws_crash.outbox where state < 3)")
                .add(" + (select count(*) from ws_crash.user_task where status = 1)"))
        == 0;
  }

  /** What there is of everything. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("kills", (long) kills);
    counts.put("killsAtWork", (long) killsAtWork);
    counts.put("executions", count(Sql.of("select count(*) from ws_crash.execution")));
    counts.put("done", count(Sql.of("select count(*) from ws_crash.execution where status = 3")));
    counts.put("steps", count(Sql.of("select count(*) from ws_crash.step where state = 3")));
    counts.put("heard", count(having("source", "heard")));
    counts.put("unheard", count(having("source", "unheard")));
    counts.put("tasks", count(Sql.of("select count(distinct step) from ws_crash.user_task")));
    counts.put("outbox", count(Sql.of("select count(*) from ws_crash.outbox where state = 3")));
    counts.put("sent", count(Sql.of("select count(distinct message) from crash.sent")));
    counts.put(
        "sentAgain", count(Sql.of("select count(*) - count(distinct message) from crash.sent")));
    return counts;
  }

  /** Everything happened once and nothing is lost. */
  void assertOnce() {
    assertThat(executions("changed")).isEqualTo(changes);
    assertThat(executions("due")).isEqualTo(moments);
    assertThat(executions("begun")).isEqualTo(changes);
    assertThat(executions("touched")).isEqualTo(changes);
    Map<String, Long> counts = counts();
    assertThat(killsAtWork).isPositive();
    assertThat(counts).containsEntry("done", 3L * changes + moments);
    assertThat(counts).containsEntry("steps", STEPS * changes + 2L * moments);
    assertThat(count(Sql.of("select count(*) from ws_crash.step")))
        .isEqualTo(STEPS * changes + 2L * moments);
    assertThat(count(Sql.of("select count(*) from ws_crash.user_task"))).isEqualTo(changes);
    assertThat(counts).containsEntry("tasks", (long) changes);
    assertThat(counts).containsEntry("outbox", (long) changes + moments);
    assertThat(counts).containsEntry("sent", (long) changes + moments);
    assertThat(count(Sql.of("select count(distinct recipient) from crash.sent")))
        .isEqualTo(changes + moments);
    assertRecords();
  }

  private long executions(String workflow) {
    return count(
        Sql.of("select count(*) from ws_crash.execution where status = 3 and workflow = ")
            .bind(SqlType.TEXT, workflow));
  }

  /** Records: each counted once, each copied once, each with its last word. */
  private void assertRecords() {
    for (String made : List.of("shop", "copy", "answer", "sub")) {
      assertThat(count(having("source", made))).as(made).isEqualTo(changes);
    }
    assertThat(count(having("source", "timer"))).isEqualTo(moments);
    assertThat(count(having("visits", "1"))).isEqualTo(changes + moments);
    assertThat(count(having("visits", "2"))).isEqualTo(changes);
    assertThat(count(having("note", "done"))).isEqualTo(changes);
    long heard = count(having("source", "heard"));
    assertThat(heard).isPositive();
    assertThat(heard + count(having("source", "unheard"))).isEqualTo(changes);
  }

  /** How many records have a value. */
  private Sql having(String field, String value) {
    var lead = desk.workspace.metadata().entity("lead");
    int id = Objects.requireNonNull(lead.field(field), field).id();
    return Sql.of("select count(*) from ")
        .add(CrashNode.WORKSPACE.schema(), lead.table())
        .add(" where data->>")
        .bind(SqlType.TEXT, "f" + id)
        .add(" = ")
        .bind(SqlType.TEXT, value);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Process node : nodes) {
      node.destroyForcibly().waitFor();
    }
    server.close();
  }
}
