package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.workflow.check.WorkflowKind;
import dev.dougong.workflow.connector.ConnectorKind;
import dev.dougong.workflow.contact.ContactRuleKind;
import dev.dougong.workflow.event.EventStreamKind;
import dev.dougong.workflow.hook.HookKind;
import dev.dougong.workflow.hook.HookProtocols;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.pool.PoolKind;
import dev.dougong.workflow.segment.SegmentKind;
import dev.dougong.workflow.sync.SyncKind;
import dev.dougong.workflow.task.TaskLogKind;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.List;

/** Kinds of documents of this module. */
final class DeskKinds {

  private DeskKinds() {}

  static List<DocumentKind> all(NodeTypes nodes, TriggerTypes triggers, Channels channels) {
    return List.of(
        new WorkflowKind(nodes, triggers, channels),
        new ConnectorKind(channels, Desk.HTTP.hosts()),
        new PoolKind(),
        new ContactRuleKind(),
        new TaskLogKind(),
        new HookKind(HookProtocols.onClassPath()),
        new SegmentKind(),
        new EventStreamKind(),
        new SyncKind(channels));
  }
}
