package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.task.Approval;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what nodes decided, in the transaction of their step. Thread-safe. */
final class Effects {

  private final Records records;
  private final TaskStore tasks;
  private final ApprovalStore approvals;
  private final Outbox outbox;
  private final ServiceCalls calls;
  private final Chains chains;
  private final Assignments assignments;
  private final Starter starter;
  private final RecordWaits waits;
  private final RecordRows rows;
  private final IdSource ids;

  Effects(
      Records records,
      RecordRows rows,
      Assignments assignments,
      Starter starter,
      RecordWaits waits,
      TaskStore tasks,
      ApprovalStore approvals,
      Outbox outbox,
      ServiceCalls calls,
      Chains chains,
      IdSource ids) {
    this.records = records;
    this.rows = rows;
    this.assignments = assignments;
    this.starter = starter;
    this.waits = waits;
    this.tasks = tasks;
    this.approvals = approvals;
    this.outbox = outbox;
    this.calls = calls;
    this.chains = chains;
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

    /** What starts by this write is one further in the chain, also where it starts later. */
    private void noteChain() {
      chains.note(run.metadata(), run.step().execution().depth());
    }

    @Override
    public Object create(Effect.CreateRecord effect) {
      noteChain();
      return records.create(run.access(), effect.entity(), effect.values(), options).id();
    }

    @Override
    public @Nullable Object createMany(Effect.CreateRecords effect) {
      noteChain();
      List<Operation> operations =
          effect.values().stream().<Operation>map(Operation.Create::new).toList();
      var unused = records.batch(run.access(), effect.entity(), operations, options);
      return null;
    }

    @Override
    public Object change(Effect.ChangeRecord effect) {
      noteChain();
      var operation = new Operation.Patch(effect.id(), null, effect.values());
      return records.batch(run.access(), effect.entity(), List.of(operation), options).get(0).id();
    }

    @Override
    public Object upsert(Effect.UpsertRecords effect) {
      noteChain();
      return records
          .upsert(run.access(), effect.entity(), effect.key(), effect.values(), options)
          .get(0)
          .record()
          .id();
    }

    @Override
    public @Nullable Object delete(Effect.DeleteRecord effect) {
      noteChain();
      var operation = new Operation.Delete(effect.id(), null);
      var unused = records.batch(run.access(), effect.entity(), List.of(operation), options);
      return null;
    }

    @Override
    public @Nullable Object tag(Effect.ChangeTags effect) {
      Entity entity = run.metadata().entity(effect.entity());
      int field = Objects.requireNonNull(entity.field(effect.field()), effect.field()).id();
      Row row = rows.find(run.access(), entity, List.of(effect.id())).get(effect.id());
      if (row == null) {
        return null;
      }
      List<String> before = texts(row.value(field));
      Set<String> after = new LinkedHashSet<>(before);
      after.removeAll(effect.remove());
      after.addAll(effect.add());
      if (!List.copyOf(after).equals(before)) {
        noteChain();
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.set(effect.field(), ValueJson.toTree(List.copyOf(after)));
        Long version = (Long) row.value(SystemField.VERSION.id());
        var operation = new Operation.Patch(effect.id(), version, values);
        var unused = records.batch(run.access(), effect.entity(), List.of(operation), options);
      }
      return null;
    }

    private static List<String> texts(@Nullable Object value) {
      return value instanceof List<?> list
          ? list.stream().map(String.class::cast).toList()
          : List.of();
    }

    @Override
    public Object assign(Effect.Assign effect) {
      UUID person = assignments.next(run, effect);
      ObjectNode values = JsonNodeFactory.instance.objectNode();
      values.put(effect.field(), person.toString());
      var unused = change(new Effect.ChangeRecord(effect.entity(), effect.id(), values));
      return person;
    }

    @Override
    public Object start(Effect.StartWorkflow effect) {
      return starter.start(run, effect);
    }

    @Override
    public @Nullable Object await(Effect.AwaitRecord effect) {
      waits.begin(run, effect);
      return null;
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
      return outbox.put(run, ids.next(), place, effect);
    }

    @Override
    public @Nullable Object call(Effect.CallService effect) {
      calls.put(run, effect);
      return null;
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
