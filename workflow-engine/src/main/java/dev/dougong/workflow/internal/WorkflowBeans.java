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
import dev.dougong.engine.record.AttachedRows;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.OwnReasons;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.workflow.event.Events;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.execution.Journeys;
import dev.dougong.workflow.execution.Moves;
import dev.dougong.workflow.execution.Reasons;
import dev.dougong.workflow.hook.HookProtocol;
import dev.dougong.workflow.hook.HookProtocols;
import dev.dougong.workflow.hook.Hooks;
import dev.dougong.workflow.job.WorkflowJobs;
import dev.dougong.workflow.message.Accounts;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.ColleagueMessages;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.message.Notices;
import dev.dougong.workflow.node.NodeType;
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
import dev.dougong.workflow.trigger.TriggerType;
import dev.dougong.workflow.trigger.TriggerTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Set;

/** The workflow engine and the registries of its open types, for a container. */
@Dependent
public final class WorkflowBeans {

  /** What workflows, task logs, segments and pools write, nobody entered. */
  @Produces
  @Singleton
  OwnReasons ownReasons() {
    return () -> Set.of("workflow", "taskLog", "segment", "pool");
  }

  @Produces
  @Singleton
  NodeTypes nodeTypes(Instance<NodeType> types) {
    return new NodeTypes(types);
  }

  @Produces
  @Singleton
  TriggerTypes triggerTypes(Instance<TriggerType> types) {
    return new TriggerTypes(types);
  }

  @Produces
  @Singleton
  Channels channels(Instance<Channel> channels) {
    return new Channels(channels);
  }

  @Produces
  @WorkspaceScoped
  WorkflowParts parts(
      NodeTypes nodes,
      TriggerTypes triggers,
      Evaluator evaluator,
      Statements statements,
      RecordSelection selection,
      IdSource ids) {
    return new WorkflowParts(nodes, triggers, evaluator, statements, selection, ids);
  }

  @Produces
  @Dependent
  WorkflowParts.Running running(
      Transactions transactions,
      AccessSource accesses,
      Records records,
      RecordRows rows,
      Users users,
      Directory directory,
      Channels channels,
      Sources sources,
      Sealing sealing) {
    return new WorkflowParts.Running(
        transactions,
        accesses,
        records,
        rows,
        users,
        directory,
        channels,
        sources.selection(),
        sources.choice(),
        sources.log(),
        sealing.workspace(),
        sealing.keys(),
        sealing.http(),
        sources.ownerships(),
        sources.intake());
  }

  /** What is read and taken besides single records. */
  record Sources(
      RecordSelection selection,
      RecordChoice choice,
      ChangeLog log,
      Ownerships ownerships,
      RowIntake intake) {}

  @Produces
  @Dependent
  Sources sources(
      RecordSelection selection,
      RecordChoice choice,
      ChangeLog log,
      Ownerships ownerships,
      RowIntake intake) {
    return new Sources(selection, choice, log, ownerships, intake);
  }

  /** What secrets and calls to the outside need. */
  record Sealing(Workspace workspace, KeyRing keys, OutgoingHttp http) {}

  @Produces
  @Dependent
  Sealing sealing(Workspace workspace, KeyRing keys, OutgoingHttp http) {
    return new Sealing(workspace, keys, http);
  }

  @Produces
  @Singleton
  Connectors connectors(Channels channels) {
    return new Connectors(channels);
  }

  @Produces
  @WorkspaceScoped
  Secrets secrets(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.secrets(running);
  }

  @Produces
  @WorkspaceScoped
  Messages messages(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.messages(running);
  }

  @Produces
  @Singleton
  HookProtocols hookProtocols(Instance<HookProtocol> protocols) {
    return new HookProtocols(protocols);
  }

  @Produces
  @WorkspaceScoped
  Hooks hooks(WorkflowParts parts, WorkflowParts.Running running, HookProtocols protocols) {
    return parts.hooks(running, protocols);
  }

  @Produces
  @WorkspaceScoped
  SegmentCounts segmentCounts(WorkflowParts parts) {
    return parts.segmentCounts();
  }

  @Produces
  @WorkspaceScoped
  Events events(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.events(running);
  }

  @Produces
  @WorkspaceScoped
  Syncs syncs(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.syncs(running);
  }

  @Produces
  @WorkspaceScoped
  Simulations simulations(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.simulations(running);
  }

  @Produces
  @WorkspaceScoped
  Pools pools(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.pools(running);
  }

  @Produces
  @WorkspaceScoped
  Accounts accounts(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.accounts(running);
  }

  @Produces
  @WorkspaceScoped
  Deputies deputies(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.deputies(running);
  }

  @Produces
  @WorkspaceScoped
  BulkStarts bulkStarts(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.bulkStarts(running);
  }

  @Produces
  @WorkspaceScoped
  Journeys journeys(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.journeys(running);
  }

  @Produces
  @WorkspaceScoped
  HandOvers handOvers(
      WorkflowParts parts, WorkflowParts.Running running, Instance<PersonalItems> items) {
    return parts.handOvers(
        running, items.stream().sorted(Comparator.comparing(PersonalItems::kind)).toList());
  }

  @Produces
  @WorkspaceScoped
  Notices notices(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.notices(running);
  }

  @Produces
  @WorkspaceScoped
  ColleagueMessages colleagueMessages(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.colleagueMessages(running);
  }

  @Produces
  @Singleton
  AttachedRows taskRows() {
    return new AttachedRows(SqlName.of("user_task"));
  }

  @Produces
  @Singleton
  AttachedRows executionRows() {
    return new AttachedRows(SqlName.of("execution"));
  }

  @Produces
  @WorkspaceScoped
  RecordListener listener(WorkflowParts parts) {
    return parts.listener();
  }

  @Produces
  @WorkspaceScoped
  WorkflowJobs jobs(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.jobs(running);
  }

  @Produces
  @WorkspaceScoped
  Executions executions(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.executions(running);
  }

  @Produces
  @WorkspaceScoped
  Moves moves(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.moves(running);
  }

  @Produces
  @WorkspaceScoped
  Reasons reasons(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.reasons(running);
  }

  @Produces
  @WorkspaceScoped
  UseSource executionUses(WorkflowParts parts) {
    return parts.uses();
  }

  @Produces
  @WorkspaceScoped
  Tasks tasks(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.tasks(running);
  }

  @Produces
  @WorkspaceScoped
  TaskLinks taskLinks(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.taskLinks(running);
  }

  @Produces
  @WorkspaceScoped
  Approvals approvals(WorkflowParts parts, WorkflowParts.Running running) {
    return parts.approvals(running);
  }

  @Produces
  @Singleton
  TaskTimelineSource taskTimeline() {
    return new TaskTimelineSource();
  }

  @Produces
  @Singleton
  ExecutionTimelineSource executionTimeline() {
    return new ExecutionTimelineSource();
  }
}
