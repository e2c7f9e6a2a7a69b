package dev.dougong.workflow.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.task.Approval;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what nodes decided, in the transaction of their step. Thread-safe. */
final class Effects {

  private final Records records;
  private final TaskStore tasks;
  private final ApprovalStore approvals;
  private final Outbox outbox;
  private final IdSource ids;

  Effects(Records records, TaskStore tasks, ApprovalStore approvals, Outbox outbox, IdSource ids) {
    this.records = records;
    this.tasks = tasks;
    this.approvals = approvals;
    this.outbox = outbox;
    this.ids = ids;
  }

  UUID nextId() {
    return ids.next();
  }

  /** What does the effect at a place of a run. */
  Effect.Visitor<@Nullable Object> of(StepRunner.Run run, int place) {
    return new Doing(run, place);
  }

  private final class Doing implements Effect.Visitor<@Nullable Object> {

    private final StepRunner.Run run;
    private final int place;
    private final WriteOptions options;

    Doing(StepRunner.Run run, int place) {
      this.run = run;
      this.place = place;
      this.options = WriteOptions.ofDocument("workflow:" + run.workflow().key());
    }

    @Override
    public Object create(Effect.CreateRecord effect) {
      return records.create(run.access(), effect.entity(), effect.values(), options).id();
    }

    @Override
    public Object change(Effect.ChangeRecord effect) {
      var operation = new Operation.Patch(effect.id(), null, effect.values());
      return records.batch(run.access(), effect.entity(), List.of(operation), options).get(0).id();
    }

    @Override
    public Object open(Effect.OpenTask effect) {
      UUID id = ids.next();
      tasks.open(run, id, effect);
      return id;
    }

    @Override
    public @Nullable Object close(Effect.CloseTasks effect) {
      tasks.closeAll(run.metadata(), run.step().id(), run.now());
      return null;
    }

    @Override
    public Object send(Effect.SendMessage effect) {
      UUID id = ids.next();
      outbox.put(run, id, place, effect);
      return id;
    }

    @Override
    public Object ask(Effect.OpenApproval effect) {
      approvals.open(run, effect.request());
      return run.step().id();
    }

    @Override
    public @Nullable Object end(Effect.EndApproval effect) {
      approvals.end(
          run.metadata(),
          run.step().id(),
          effect.isApproved() ? Approval.Status.APPROVED : Approval.Status.REJECTED,
          run.now());
      return null;
    }

    @Override
    public @Nullable Object remind(Effect.RemindApprovers effect) {
      approvals.urge(run.metadata(), run.step().id(), null, null, run.now());
      return null;
    }

    @Override
    public @Nullable Object escalate(Effect.EscalateApproval effect) {
      approvals.escalate(run, effect.to());
      return null;
    }
  }
}
