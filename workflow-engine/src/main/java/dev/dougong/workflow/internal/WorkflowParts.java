package dev.dougong.workflow.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.impact.UseSource;
import dev.dougong.engine.query.RecordChoice;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.workflow.event.Events;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.execution.Journeys;
import dev.dougong.workflow.execution.Moves;
import dev.dougong.workflow.execution.Reasons;
import dev.dougong.workflow.hook.HookProtocols;
import dev.dougong.workflow.hook.Hooks;
import dev.dougong.workflow.job.WorkflowJobs;
import dev.dougong.workflow.message.Accounts;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.ColleagueMessages;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.ContactGate;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.message.Notices;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import dev.dougong.workflow.people.Deputies;
import dev.dougong.workflow.people.HandOvers;
import dev.dougong.workflow.pool.Pools;
import dev.dougong.workflow.secret.Secrets;
import dev.dougong.workflow.segment.SegmentCounts;
import dev.dougong.workflow.simulation.Simulations;
import dev.dougong.workflow.sync.Syncs;
import dev.dougong.workflow.task.Approvals;
import dev.dougong.workflow.task.TaskLinks;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.List;

/**
 * Puts the workflow engine together. What listens to records is made first, because records are
 * made with it; the rest is made with the records.
 */
public final class WorkflowParts {

  private final Statements statements;
  private final IdSource ids;
  private final WorkflowNames names;
  private final Versions versions;
  private final Workflows workflows;
  private final Starts starts;
  private final StepStore steps;
  private final DueRows dueRows;
  private final Evaluator evaluator;
  private final NodeTypes nodes;
  private final TriggerTypes triggers;
  private final PoolGuard pools;
  private final ContactRules contactRules = new ContactRules();

  /** Makes what listens to records. */
  public WorkflowParts(
      NodeTypes nodes,
      TriggerTypes triggers,
      Evaluator evaluator,
      Statements statements,
      RecordSelection selection,
      IdSource ids) {
    this.statements = statements;
    this.evaluator = evaluator;
    this.nodes = nodes;
    this.triggers = triggers;
    pools = new PoolGuard(statements, selection);
    this.ids = ids;
    names = new WorkflowNames(nodes, triggers);
    versions = new Versions(statements, names);
    workflows = new Workflows(nodes, triggers, evaluator, versions);
    starts = new Starts(statements, versions, ids);
    steps = new StepStore(statements);
    dueRows = new DueRows(statements);
  }

  /** What running needs. */
  public record Running(
      Transactions transactions,
      AccessSource accesses,
      Records records,
      RecordRows rows,
      Users users,
      Directory directory,
      Channels channels,
      RecordSelection selection,
      RecordChoice choice,
      ChangeLog log,
      Workspace workspace,
      KeyRing keys,
      OutgoingHttp http,
      Ownerships ownerships,
      RowIntake intake) {}

  /** What records tell of their writes. */
  public RecordListener listener() {
    return new TriggerListener(workflows, starts, dueRows, pools);
  }

  /** What workflows would do. */
  public Simulations simulations(Running parts) {
    Undoing undoing = new Undoing(parts.transactions());
    return new JdbcSimulations(
        parts.accesses(),
        () -> sandbox(parts, undoing),
        new SimulatedStarts(statements, parts.selection(), parts.rows()),
        new SimulatedGate(statements, gate(parts), new Connectors(parts.channels()), undoing),
        rows(parts));
  }

  private Sandbox sandbox(Running parts, Undoing undoing) {
    Versions own = new Versions(statements, names, false);
    Workflows compiled = new Workflows(nodes, triggers, evaluator, own);
    Starts begins = new Starts(statements, own, ids);
    Executions executions = executions(parts, compiled, begins, own);
    ContactGate open = (access, contact) -> new ContactGate.Allow();
    return new Sandbox(
        statements,
        undoing,
        compiled,
        begins,
        steps,
        runner(parts, compiled, begins, new Outbox(statements, open)),
        executions,
        parts.rows());
  }

  private StepRunner runner(Running parts, Workflows compiled, Starts begins, Outbox outbox) {
    LogPosition position = new LogPosition(statements, parts.log());
    return new StepRunner(
        parts.transactions(),
        parts.accesses(),
        compiled,
        steps,
        new Reading(
            parts.rows(),
            new ChosenRecords(statements, parts.selection()),
            compiled,
            parts.directory(),
            parts.users()),
        new Effects(
            parts.records(),
            parts.rows(),
            new Assignments(statements, parts.selection()),
            new Starter(compiled, begins, steps),
            new RecordWaits(statements, parts.rows(), position),
            new TaskStore(statements),
            approvalStore(),
            outbox,
            new ServiceCalls(statements),
            new Chains(statements),
            ids));
  }

  /** What runs in the background. */
  public WorkflowJobs jobs(Running parts) {
    Segments segments = new Segments();
    LogPosition position = new LogPosition(statements, parts.log());
    RecordWaits waits = new RecordWaits(statements, parts.rows(), position);
    Chains chains = new Chains(statements);
    Connectors connectors = new Connectors(parts.channels());
    JdbcSecrets secrets = secretStore(parts);
    SegmentMembers members = new SegmentMembers(parts, statements, workflows, starts, chains, ids);
    StepRunner runner = runner(parts, workflows, starts, new Outbox(statements, gate(parts)));
    return new WorkflowEngine(
        new WorkflowEngine.Parts(
            parts.accesses(),
            parts.transactions(),
            workflows,
            steps,
            runner,
            new Sender(statements, connectors, secrets, means(parts), links(parts), ids),
            new ServiceCaller(
                statements, parts.transactions(), steps, connectors, secrets, parts.http(), ids),
            new DueUpkeep(statements, parts.transactions(), parts.selection()),
            new DueFiring(statements, parts.rows(), starts, dueRows),
            new Schedules(statements, starts),
            new SegmentUpkeep(
                statements, parts.transactions(), parts.selection(), segments, members, position),
            new LogFollower(parts.log(), position, segments, members, waits, chains),
            new HandOverWork(
                parts.accesses(),
                statements,
                parts.transactions(),
                parts.users(),
                parts.ownerships()),
            new BulkStartWork(parts, statements, workflows, starts),
            new TaskReminders(parts.accesses(), statements, parts.transactions(), ids),
            new TaskLogs(parts, statements),
            new SyncParts.Jobs(parts.accesses(), parts.transactions(), syncParts(parts)),
            new TaskTelling(statements, connectors, ids)));
  }

  /** Syncs for administrators. */
  public Syncs syncs(Running parts) {
    return new JdbcSyncs(statements, parts.transactions(), parts.accesses(), syncParts(parts));
  }

  private SyncParts syncParts(Running parts) {
    return SyncParts.of(parts, statements, evaluator, secretStore(parts), ids);
  }

  /** Runs of workflows for people. */
  public Executions executions(Running parts) {
    return executions(parts, workflows, starts, versions);
  }

  private Executions executions(
      Running parts, Workflows compiled, Starts begins, Versions versions) {
    return new JdbcExecutions(
        statements,
        parts.transactions(),
        compiled,
        begins,
        steps,
        parts.rows(),
        rows(parts),
        versions,
        ids);
  }

  /** Starts for many records, for people. */
  public BulkStarts bulkStarts(Running parts) {
    return new JdbcBulkStarts(
        statements, parts.transactions(), workflows, parts.choice(), rows(parts));
  }

  /** Where records stand, for whoever may read them. */
  public Journeys journeys(Running parts) {
    return new JdbcJourneys(statements, workflows, parts.rows());
  }

  /** Moving runs of workflows to what is published, for people. */
  public Moves moves(Running parts) {
    return new JdbcMoves(statements, parts.transactions(), workflows, versions, steps);
  }

  /** Why workflows started about a record, or did not. */
  public Reasons reasons(Running parts) {
    HeldBack held = new HeldBack(statements, parts, evaluator, pools, contactRules);
    return new JdbcReasons(statements, workflows, parts.rows(), parts.directory(), held);
  }

  /** What of running executions hangs on fields and entities. */
  public UseSource uses() {
    return new ExecutionUses(statements, versions, names);
  }

  /** Tasks for people. */
  public Tasks tasks(Running parts) {
    return taskStore(parts);
  }

  /** Answers by links of messages. */
  public TaskLinks taskLinks(Running parts) {
    return new JdbcTaskLinks(parts, links(parts), rows(parts), taskStore(parts));
  }

  private LinkSigning links(Running parts) {
    return new LinkSigning(statements, parts.keys());
  }

  private JdbcTasks taskStore(Running parts) {
    return new JdbcTasks(
        statements,
        steps,
        parts.records(),
        rows(parts),
        deeds(parts),
        ballots(),
        parts.selection());
  }

  /** Approvals for people. */
  public Approvals approvals(Running parts) {
    return new JdbcApprovals(
        statements, steps, rows(parts), deeds(parts), approvalStore(), ballots(), ids);
  }

  /** Who stands in for whom. */
  public Deputies deputies(Running parts) {
    return new JdbcDeputies(statements, parts.users());
  }

  /** What people who leave hand over. */
  public HandOvers handOvers(Running parts, List<PersonalItems> items) {
    return new JdbcHandOvers(
        statements, parts.transactions(), parts.users(), parts.ownerships(), items, ids);
  }

  /** Secrets of connectors. */
  public Secrets secrets(Running parts) {
    return secretStore(parts);
  }

  /** Messages for administrators. */
  public Messages messages(Running parts) {
    return new JdbcMessages(statements, parts.transactions(), gate(parts), ids);
  }

  /** Notices for colleagues. */
  public Notices notices(Running parts) {
    return new JdbcNotices(statements, parts.workspace());
  }

  /** Packs and alerts of reports for colleagues. */
  public ColleagueMessages colleagueMessages(Running parts) {
    return new JdbcColleagueMessages(
        statements, new Connectors(parts.channels()), accounts(parts), notices(parts), ids);
  }

  /** Inbound webhooks. */
  public Hooks hooks(Running parts, HookProtocols protocols) {
    return new JdbcHooks(
        statements,
        parts.transactions(),
        parts.accesses(),
        new HookWrites(parts.records(), parts.intake()),
        secretStore(parts),
        new HookStarts(workflows, starts, parts.rows()),
        protocols);
  }

  /** How many are in the segments. */
  public SegmentCounts segmentCounts() {
    return new JdbcSegmentCounts(statements);
  }

  /** Events of other programs. */
  public Events events(Running parts) {
    return new RecordEvents(parts.records());
  }

  /** Pools for people. */
  public Pools pools(Running parts) {
    return new JdbcPools(
        statements, parts.records(), parts.rows(), parts.directory(), evaluator, pools);
  }

  private Delivery.Means means(Running parts) {
    return new Delivery.Means(
        parts.http(),
        notices(parts),
        new JdbcAccessTokens(statements, parts.workspace(), parts.keys(), ids),
        accounts(parts));
  }

  /** What people are called in apps. */
  public Accounts accounts(Running parts) {
    return new JdbcAccounts(statements, parts.workspace(), parts.users());
  }

  private JdbcSecrets secretStore(Running parts) {
    return new JdbcSecrets(
        statements, parts.transactions(), new Connectors(parts.channels()), parts.keys());
  }

  private StoredContactGate gate(Running parts) {
    return new StoredContactGate(
        statements, new Connectors(parts.channels()), parts.selection(), contactRules);
  }

  private TaskRows rows(Running parts) {
    return new TaskRows(statements, parts.rows());
  }

  private TaskDeeds deeds(Running parts) {
    return new TaskDeeds(statements, parts.transactions(), steps, parts.users(), rows(parts));
  }

  private ApprovalStore approvalStore() {
    return new ApprovalStore(statements, ids);
  }

  private Ballots ballots() {
    return new Ballots(statements, steps, approvalStore());
  }
}
