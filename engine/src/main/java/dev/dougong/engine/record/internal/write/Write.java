package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.FormVariants;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlans;
import dev.dougong.engine.record.internal.plan.FormPlans;
import dev.dougong.engine.record.internal.plan.RecordRow;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of the write path, from its begin to its commit. Not thread-safe. */
final class Write {

  /** User id that stands for the engine itself. */
  static final UUID ENGINE = new UUID(0, 0);

  private final Access access;
  private final WriteOptions options;
  private final EntityPlans plans;
  private LoadedTargets targets;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Draft> drafts;
  private boolean hasRivals;
  private boolean isSingle;
  private boolean isBatch;
  private final RecordListener listener;
  private final Guards guards = new Guards();

  private final RecordTable table;
  private final Claims claims;

  Write(
      Access access,
      WriteOptions options,
      EntityPlans plans,
      RecordTable table,
      RecordListener listener,
      Claims claims) {
    this(access, options, plans, table, listener, claims, new ArrayList<>());
  }

  private Write(
      Access access,
      WriteOptions options,
      EntityPlans plans,
      RecordTable table,
      RecordListener listener,
      Claims claims,
      List<Draft> drafts) {
    this.listener = listener;
    this.claims = claims;
    this.access = access;
    this.options = options;
    this.plans = plans;
    this.table = table;
    this.targets = new LoadedTargets(this, table);
    this.drafts = drafts;
  }

  /** What the engine does in this call for a reason of its own, with rights of its own. */
  Write as(Access other, WriteOptions why) {
    return new Write(other, why, plans, table, listener, claims, drafts);
  }

  Access access() {
    return access;
  }

  WriteOptions options() {
    return options;
  }

  Metadata metadata() {
    return access.metadata();
  }

  EvaluationContext context() {
    return access.evaluation();
  }

  /** Who is behind the write; null for the engine itself. */
  @Nullable UUID actor() {
    return access.userId().equals(ENGINE) ? null : access.userId();
  }

  Instant now() {
    return access.evaluation().now();
  }

  SqlName schema() {
    return metadata().workspace().schema();
  }

  LoadedTargets targets() {
    return targets;
  }

  /** The room that the records of this call take. */
  Claims claims() {
    return claims;
  }

  /** What was read of other records may have changed: it is read again when it is asked for. */
  void forgetTargets() {
    targets = new LoadedTargets(this, table);
  }

  EntityPlan plan(Entity entity) {
    return plans.of(metadata(), entity);
  }

  /** The rules of forms that the writer is held to; null where none bind it. */
  @Nullable FormHold formHold(EntityPlan plan) {
    if (options.heldTo() instanceof HeldTo.NoForm) {
      return null;
    }
    FormPlans forms = plans.forms(metadata(), plan.entity(), () -> FormVariants.of(context()));
    FormHold hold =
        options.heldTo() instanceof HeldTo.Form form
            ? new FormHold(forms.named(form.key()), forms)
            : new FormHold(null, forms);
    return hold.isEmpty(plan) ? null : hold;
  }

  RecordRow row(EntityPlan plan, Map<Integer, Object> values) {
    return new RecordRow(plan, values, targets, context());
  }

  /** What a message calls a field. */
  static Object label(Field field) {
    Label label = field.definition().label();
    return label.texts().isEmpty() ? field.key() : label;
  }

  /** Keeps a draft, so that a refusal of the database can be explained. */
  Draft keep(Draft draft) {
    drafts.add(draft);
    return draft;
  }

  /** Lets those go that are only read. */
  void forgetDrafts() {
    drafts.clear();
  }

  /** The drafts of this call. */
  List<Draft> drafts() {
    return drafts;
  }

  /** Whether a row rule covers the record. */
  boolean covers(RowRule rule, EntityPlan plan, Map<Integer, Object> values) {
    if (rule instanceof RowRule.Where where) {
      return plans.condition(where.condition()).isTrue(row(plan, values), context());
    }
    return rule instanceof RowRule.All;
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  /** Whether something is wrong at a place or below it. */
  boolean isWrongAt(String place) {
    for (Problem problem : problems) {
      if (problem.place().equals(place) || problem.place().startsWith(place + "/")) {
        return true;
      }
    }
    return false;
  }

  /** How many problems were found so far. */
  int problemCount() {
    return problems.size();
  }

  /** The writer gave many records in one call. */
  void beBatch() {
    isBatch = true;
  }

  /** Whether somebody wants to hear of such writes to the entity. */
  boolean isHeard(Entity entity, ChangeOperation operation) {
    return listener.listensTo(metadata(), entity, operation);
  }

  /** Tells the listener what was stored; costs one look-up where nobody listens. */
  void tell(
      EntityPlan plan,
      ChangeOperation operation,
      Map<UUID, Long> changes,
      Collection<Draft> written) {
    if (written.isEmpty() || !isHeard(plan.entity(), operation)) {
      return;
    }
    List<RecordListener.WrittenRecord> records = new ArrayList<>(written.size());
    boolean isGone = operation == ChangeOperation.DELETED;
    for (Draft draft : written) {
      Map<Integer, Object> before = draft.before();
      records.add(
          new RecordListener.WrittenRecord(
              draft.id(),
              Objects.requireNonNull(changes.get(draft.id())),
              isGone || operation == ChangeOperation.RESTORED ? Set.of() : draft.changed(),
              before == null ? null : row(plan, before),
              isGone ? null : row(plan, draft.after())));
    }
    listener.written(
        new RecordListener.RecordWrite(
            access, options.why(), isBatch, plan.entity(), operation, records));
  }

  /** The write shall be one statement, with no transaction around it. */
  void beSingle() {
    isSingle = true;
  }

  boolean isSingle() {
    return isSingle;
  }

  /** What the statement of a single write checks itself. */
  Guards guards() {
    return guards;
  }

  /** Another writer may make the same record meanwhile; then another attempt meets it. */
  void expectRivals() {
    hasRivals = true;
  }

  boolean hasRivals() {
    return hasRivals;
  }

  /** Refuses with all problems that were found so far. */
  void stopIfWrong() {
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }
}
