package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.TypeScan;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.access.User;
import dev.dougong.engine.dataimport.PeopleNames;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.dataimport.internal.JdbcRowIntake;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.query.internal.SqlRecordChoice;
import dev.dougong.engine.query.internal.SqlRecordSelection;
import dev.dougong.engine.record.AttachedRows;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.FormRuleSource;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.change.ChangeReader;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestWorkspace;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.workspace.Room;
import dev.dougong.workflow.FlakyNodeType;
import dev.dougong.workflow.People;
import dev.dougong.workflow.Rights;
import dev.dougong.workflow.SettableClock;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.execution.Journeys;
import dev.dougong.workflow.execution.Moves;
import dev.dougong.workflow.execution.Reasons;
import dev.dougong.workflow.hook.HookProtocols;
import dev.dougong.workflow.hook.Hooks;
import dev.dougong.workflow.job.WorkflowJobs;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.message.Notices;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import dev.dougong.workflow.people.Deputies;
import dev.dougong.workflow.people.HandOvers;
import dev.dougong.workflow.pool.Pools;
import dev.dougong.workflow.secret.Secrets;
import dev.dougong.workflow.simulation.Simulations;
import dev.dougong.workflow.sync.Syncs;
import dev.dougong.workflow.task.Approvals;
import dev.dougong.workflow.task.TaskLinks;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A workspace with leads and workflows, the application nodes that run them, and a clock. */
final class Desk implements AccessSource {

  static final String LEAD =
      """
      {"key":"lead","title":"name","fields":[
        {"key":"name","type":"text"},{"key":"phone","type":"text","indexed":true},
        {"key":"source","type":"text"},{"key":"note","type":"text"},{"key":"visits","type":"integer"},{"key":"keeper","type":"user"},
        {"key":"birthday","type":"date"},{"key":"boughtAt","type":"dateTime"},{"key":"followedAt","type":"dateTime"},
        {"key":"stage","type":"choice","options":[{"value":"new"},{"value":"visited"},{"value":"won"}]}]}
      """;

  static final List<String> ROLES =
      Stream.of("clerk", "storeManager", "crowd")
          .map(key -> "{\"key\":\"" + key + "\",\"extends\":[],\"entities\":[]}")
          .toList();
  private static final List<AttachedRows> ATTACHED =
      List.of(new AttachedRows(SqlName.of("execution")), new AttachedRows(SqlName.of("user_task")));
  static final Instant START = Instant.parse("2026-03-01T04:00:00Z");
  static final KeyRing KEYS = KeyRing.parse(KeyRing.newKey());
  static final OutgoingHttp HTTP =
      new OutgoingHttp(
          new OutgoingHosts(List.of("127.0.0.1"), InetAddress::getAllByName),
          Duration.ofSeconds(5));

  private static final IdSource IDS =
      new IdSource() {
        private final AtomicLong next = new AtomicLong(1);

        @Override
        public UUID next() {
          return new UUID(0x0190_0000_0000_7000L, next.getAndIncrement());
        }
      };

  final SettableClock clock;
  final FlakyNodeType flaky = new FlakyNodeType();
  final RecordingChannel sms;
  final TestWorkspace workspace;
  final People people = new People();
  final Node node;
  private final NodeTypes nodes;
  private final TriggerTypes triggers = TriggerTypes.onClassPath();
  private final Channels channels;
  private final IdSource ids;

  Desk(String... workflows) {
    this(TestWorkspace::new, new RecordingChannel(), IDS);
    publishAll(workflows);
  }

  /** Over a workspace that is made with the kinds; nothing is published. */
  Desk(Function<List<DocumentKind>, TestWorkspace> workspaces, RecordingChannel sms, IdSource ids) {
    this.clock = new SettableClock(START);
    this.sms = sms;
    this.ids = ids;
    List<NodeType> types = new ArrayList<>(TypeScan.find(NodeType.class));
    types.add(flaky);
    nodes = new NodeTypes(types);
    List<Channel> all = new ArrayList<>(TypeScan.find(Channel.class));
    all.add(sms);
    channels = new Channels(all);
    workspace = workspaces.apply(DeskKinds.all(nodes, triggers, channels));
    node = new Node();
  }

  /** Over a new workspace in which nothing is published. */
  static Desk empty() {
    return new Desk(TestWorkspace::new, new RecordingChannel(), IDS);
  }

  /** Publishes the entity, the roles and workflows. */
  void publishAll(String... workflows) {
    workspace.publish(LEAD);
    List<Document.Name> roles = new ArrayList<>();
    for (String role : ROLES) {
      roles.add(workspace.draft("role", role));
    }
    workspace.publishing.publish(roles, PublishOptions.by(null));
    publish(workflows);
  }

  /** Publishes workflows; fails where anything is wrong. */
  void publish(String... workflows) {
    List<Document.Name> names = new ArrayList<>();
    for (String workflow : workflows) {
      names.add(workspace.draft("workflow", workflow));
    }
    var unused = workspace.publishing.publish(names, PublishOptions.by(null));
  }

  /** Nobody is known by name. */
  private static final class NoNames implements PeopleNames {
    @Override
    public List<UUID> users(String name) {
      return List.of();
    }

    @Override
    public List<UUID> units(String name) {
      return List.of();
    }
  }

  private RowIntake intake(JdbcRecords records) {
    return new JdbcRowIntake(
        workspace.jdbc, records, FieldTypes.onClassPath(), new SqlCompiler(), new NoNames());
  }

  /** An application node with all its parts. */
  final class Node {
    final DyingStatements statements = new DyingStatements(new JdbcStatements(workspace.jdbc));
    final JdbcRecords records;
    final WorkflowJobs jobs;
    final Executions executions;
    final Journeys journeys;
    final Moves moves;
    final Reasons reasons;
    final Tasks tasks;
    final TaskLinks taskLinks;
    final Approvals approvals;
    final Secrets secrets;
    final Messages messages;
    final Notices notices;
    final Pools pools;
    final Hooks hooks;
    final Syncs syncs;
    final Simulations simulations;
    final Deputies deputies;
    final HandOvers handOvers;
    final Function<List<PersonalItems>, HandOvers> handOversWith;
    final BulkStarts bulkStarts;

    Node() {
      this(KEYS);
    }

    Node(KeyRing keys) {
      WorkflowParts parts =
          new WorkflowParts(
              nodes,
              triggers,
              new Evaluator(Evaluator.BackEnd.CLOSURES),
              statements,
              new SqlRecordSelection(new SqlCompiler()),
              ids);
      records = recordsOf(parts);
      WorkflowParts.Running running =
          new WorkflowParts.Running(
              workspace.database,
              Desk.this,
              records,
              records.rows(),
              people,
              people,
              channels,
              new SqlRecordSelection(new SqlCompiler()),
              new SqlRecordChoice(new SqlCompiler()),
              new ChangeReader(workspace.jdbc),
              workspace.workspace,
              keys,
              HTTP,
              records.ownerships(),
              intake(records));
      jobs = parts.jobs(running);
      executions = parts.executions(running);
      journeys = parts.journeys(running);
      moves = parts.moves(running);
      reasons = parts.reasons(running);
      tasks = parts.tasks(running);
      taskLinks = parts.taskLinks(running);
      approvals = parts.approvals(running);
      secrets = parts.secrets(running);
      messages = parts.messages(running);
      notices = parts.notices(running);
      pools = parts.pools(running);
      hooks = parts.hooks(running, HookProtocols.onClassPath());
      syncs = parts.syncs(running);
      simulations = parts.simulations(running);
      deputies = parts.deputies(running);
      handOversWith = items -> parts.handOvers(running, items);
      handOvers = handOversWith.apply(List.of());
      bulkStarts = parts.bulkStarts(running);
    }
  }

  private JdbcRecords recordsOf(WorkflowParts parts) {
    return new JdbcRecords(
        new WriteParts(
            workspace.jdbc,
            workspace.database,
            FieldTypes.onClassPath(),
            new Evaluator(Evaluator.BackEnd.CLOSURES),
            new SearchTerms(),
            ids,
            people,
            parts.listener(),
            FormRuleSource.NONE,
            ATTACHED,
            Room.NONE));
  }

  @Override
  public Access of(User user, Set<String> roles, Locale locale) {
    return as(user.id());
  }

  @Override
  public Access trial(User user, Set<String> roles, Locale locale, Metadata snapshot) {
    return as(user.id());
  }

  @Override
  public Access system(String step) {
    return as(People.ADMIN);
  }

  @Override
  public Access takeover(String step, Metadata metadata) {
    return Rights.of(metadata, People.ADMIN, clock.instant());
  }

  Access as(UUID user) {
    return Rights.of(workspace.metadata(), user, clock.instant());
  }

  Access admin() {
    return as(People.ADMIN);
  }

  EntityRecord create(String values) {
    return create("lead", values);
  }

  EntityRecord create(String entity, String values) {
    return node.records.create(as(People.CLERK), entity, json(values), WriteOptions.API);
  }

  void patch(UUID id, String values) {
    patch("lead", id, values);
  }

  void patch(String entity, UUID id, String values) {
    var operation = new Operation.Patch(id, null, json(values));
    var unused = node.records.batch(as(People.CLERK), entity, List.of(operation), WriteOptions.API);
  }

  @Nullable Object value(UUID record, String field) {
    return value("lead", record, field);
  }

  @Nullable Object value(String of, UUID record, String field) {
    var entity = workspace.metadata().entity(of);
    var row = node.records.rows().find(admin(), entity, List.of(record)).get(record);
    var known = entity.field(field);
    return row == null || known == null ? null : row.value(known.id());
  }

  List<Execution> executions(@Nullable String workflow) {
    return node.executions.list(admin(), new Executions.Query(workflow, null, null, null, 200));
  }

  /** The only execution. */
  Execution.Details execution() {
    List<Execution> all = executions(null);
    if (all.size() != 1) {
      throw new AssertionError(all);
    }
    return node.executions.find(admin(), all.get(0).id());
  }

  /** Nodes and states of the steps of the only execution. */
  List<String> path() {
    return execution().steps().stream().map(step -> step.node() + " " + step.state()).toList();
  }

  List<UserTask> tasks(UUID user) {
    var query = new Tasks.Query(true, UserTask.Status.OPEN, null, 200);
    return node.tasks.list(as(user), query).tasks();
  }

  long count(String table) {
    return workspace
        .jdbc
        .query(
            Sql.of("select count(*) from ").add(workspace.workspace.schema(), SqlName.of(table)),
            row -> row.getLong(1))
        .get(0);
  }

  /** {@code code@place} of everything that is wrong. */
  static List<String> problems(Runnable call) {
    try {
      call.run();
      return List.of();
    } catch (ProblemException e) {
      return e.problems().stream().map(p -> p.code() + "@" + p.place()).toList();
    }
  }

  /** JSON in which {@code '} stands for {@code "}. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) ValueJson.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
