package dev.dougong.workflow.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.testkit.TestDatabase;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.workflow.People;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An application node as a process of its own, to be killed: it takes writes from {@code
 * crash.todo}, runs workflows, fires, sends, and does people's tasks, until it is killed.
 */
public final class CrashNode {

  static final Workspace WORKSPACE = Workspace.of("crash");
  static final String READY = "ready";

  /**
   * Of each change: ways side by side, of which one makes a record, counts, sends a message, and
   * asks for a task whose answer another one waits for, while the last starts other workflows; and
   * the last word.
   */
  static final String CHANGED =
      """
      {"key":"changed","trigger":{"type":"record","entity":"lead","on":["created"],"when":"source == \\"shop\\""},
       "nodes":[
        {"id":"fork","type":"parallel","branches":[{"next":"hear"},{"next":"copy"},{"next":"sub"}],"next":"last"},
        {"id":"hear","type":"wait","entity":"lead","where":{"phone":"record.phone"},"filter":"source == \\"answer\\"",
         "on":"created","for":"PT12H","then":"heard","else":"unheard"},
        {"id":"heard","type":"create","entity":"lead","values":{"source":"\\"heard\\""}},
        {"id":"unheard","type":"create","entity":"lead","values":{"source":"\\"unheard\\""}},
        {"id":"copy","type":"create","entity":"lead","values":{"source":"\\"copy\\""},"next":"count"},
        {"id":"count","type":"update","values":{"visits":"ifNull(record.visits, 0) + 1"},"next":"say"},
        {"id":"say","type":"message","channel":"sms","to":"record.phone","body":"{{record.name}}","next":"call"},
        {"id":"call","type":"task","title":"Call","assignee":"record.keeper","next":"answer"},
        {"id":"answer","type":"create","entity":"lead","values":{"source":"\\"answer\\"","phone":"record.phone"}},
        {"id":"sub","type":"subflow","workflow":"begun","next":"all"},
        {"id":"all","type":"each","entity":"lead","where":{"phone":"record.phone","source":"\\"sub\\""},"workflow":"touched"},
        {"id":"last","type":"update","values":{"note":"call"}}]}
      """;

  /** What a step starts, about the same record. */
  static final String BEGUN =
      """
      {"key":"begun","trigger":{"type":"manual","entity":"lead"},
       "nodes":[{"id":"make","type":"create","entity":"lead","values":{"source":"\\"sub\\"","phone":"record.phone"}}]}
      """;

  /** What a step starts for each of what the former made. */
  static final String TOUCHED =
      """
      {"key":"touched","trigger":{"type":"manual","entity":"lead"},
       "nodes":[{"id":"count","type":"update","values":{"visits":"ifNull(record.visits, 1) + 1"}}]}
      """;

  /** Of each moment, a day after: an update and a message. */
  static final String DUE =
      """
      {"key":"due","trigger":{"type":"date","entity":"lead","field":"boughtAt","offset":"P1D"},
       "nodes":[
        {"id":"count","type":"update","values":{"visits":"ifNull(record.visits, 0) + 1"},"next":"say"},
        {"id":"say","type":"message","channel":"sms","to":"record.phone","body":"{{record.name}}"}]}
      """;

  static final List<String> ALL = List.of(BEGUN, TOUCHED, CHANGED, DUE);

  private static final int EVERY_MILLIS = 20;

  private final Path clock;
  private final Desk desk;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);

  private CrashNode(int port, Path clock) {
    this.clock = clock;
    var source = TestDatabase.pool(port);
    Jdbc gateway = new Jdbc(source);
    desk =
        new Desk(
            kinds -> new TestWorkspace(WORKSPACE, source, kinds),
            new RecordingChannel(message -> send(gateway, message)),
            ids());
    desk.workspace.know("entity", Desk.LEAD);
    Desk.ROLES.forEach(role -> desk.workspace.know("role", role));
    ALL.forEach(workflow -> desk.workspace.know("workflow", workflow));
    look();
  }

  /** Arguments: the port of the database, the file that holds the time. */
  public static void main(String[] args) {
    CrashNode node = new CrashNode(Integer.parseInt(args[0]), Path.of(args[1]));
    node.repeat("clock", () -> !node.look());
    node.repeat("step", node.desk.node.jobs::runStep);
    node.repeat("step", node.desk.node.jobs::runStep);
    node.repeat("due", () -> node.desk.node.jobs.fireDue() > 0);
    node.repeat("follow", () -> node.desk.node.jobs.followChanges() > 0);
    node.repeat("send", () -> node.desk.node.jobs.send() > 0);
    node.repeat("write", node::write);
    node.repeat("task", node::doTasks);
    System.out.println(READY);
  }

  private static IdSource ids() {
    SecureRandom random = new SecureRandom();
    return () ->
        new UUID(
            System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000),
            random.nextLong() >>> 2 | Long.MIN_VALUE);
  }

  /** Repeats work while there is some, and looks again soon; faults are for the next try. */
  private void repeat(String what, BooleanSupplier work) {
    Runnable loop =
        () -> {
          try {
            while (work.getAsBoolean()) {
              Thread.onSpinWait();
            }
          } catch (DatabaseException | ProblemException e) {
            System.err.println(what + ": " + e);
          }
        };
    var unused = threads.scheduleWithFixedDelay(loop, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private boolean look() {
    try {
      desk.clock.set(Instant.parse(Files.readString(clock)));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Jdbc gateway, Channel.Message message) {
    gateway.update(
        Sql.of("insert into crash.sent (message, recipient) values (")
            .bind(SqlType.UUID, message.id())
            .add(", ")
            .bind(SqlType.TEXT, message.recipient())
            .add(")"));
  }

  /** Takes a write and does it, in one transaction. */
  private boolean write() {
    return desk.workspace.database.required(
        () -> {
          String values =
              desk.workspace.jdbc.queryOne(
                  Sql.of("delete from crash.todo where number = (select number from crash.todo")
                      .add(" order by number limit 1 for update skip locked) returning lead"),
                  row -> row.getString(1));
          if (values != null) {
            desk.create(values);
          }
          return values != null;
        });
  }

  private boolean doTasks() {
    List<UserTask> open = desk.tasks(People.CLERK);
    for (UserTask task : open) {
      try {
        desk.node.tasks.complete(
            desk.as(People.CLERK), task.id(), new Tasks.Answer(null, null, null));
      } catch (ProblemException e) {
        System.err.println("task: " + e);
      }
    }
    return !open.isEmpty();
  }
}
