package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.RecordRow;
import dev.dougong.engine.value.TableRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Required fields and validation rules. A change answers only for what it brings about: what was
 * wrong before and is not touched stays as it is. A field that its rule hides need not be filled,
 * and neither need one that the writer may not write.
 */
final class DraftCheck {

  private final Write write;
  private final Draft draft;
  private final EntityPlan plan;
  private final EntityAccess access;

  private DraftCheck(Write write, Draft draft) {
    this.write = write;
    this.draft = draft;
    this.plan = draft.plan();
    this.access = write.access().entity(plan.entity());
  }

  /** Adds everything that is wrong to the write's problems. */
  static void check(Write write, Draft draft) {
    new DraftCheck(write, draft).run();
  }

  /**
   * Adds what is missing whatever else is wrong, for a draft whose values could not all be read:
   * rules and conditions cannot be asked then.
   */
  static void checkPlainlyMissing(Write write, Draft draft) {
    new DraftCheck(write, draft).plainlyMissing();
  }

  private void plainlyMissing() {
    for (FieldPlan field : plan.demanding()) {
      Field of = field.field();
      String place = draft.place() + Problem.pointer(of.key());
      if (of.definition().required()
          && field.visibleWhen() == null
          && draft.value(of.id()) == null
          && access.mayEnter(of)
          && (draft.isNew() || draft.isTouched(of.id()))
          && !write.isWrongAt(place)) {
        missing(of, place);
      }
    }
  }

  private void run() {
    RecordRow now = write.row(plan, draft.after());
    Map<Integer, Object> before = draft.before();
    RecordRow old = before == null ? null : write.row(plan, before);
    for (FieldPlan field : plan.demanding()) {
      Field of = field.field();
      if (draft.value(of.id()) == null
          && access.mayEnter(of)
          && isDemanded(field, now)
          && (old == null
              || draft.isTouched(of.id())
              || old.value(of.id()) != null
              || !isDemanded(field, old))) {
        missing(of, draft.place() + Problem.pointer(of.key()));
      }
    }
    for (FieldPlan table : plan.tables()) {
      if (draft.isTouched(table.field().id())) {
        checkRows(table, now);
      }
    }
    rules(now, old);
  }

  private boolean isDemanded(FieldPlan field, Row row) {
    Compiled visible = field.visibleWhen();
    if (visible != null && !visible.isTrue(row, write.context())) {
      return false;
    }
    Compiled required = field.requiredWhen();
    return field.field().definition().required()
        || (required != null && required.isTrue(row, write.context()));
  }

  private void missing(Field field, String place) {
    write.add(Problem.at(place, "record.required").with("label", Write.label(field)));
  }

  private void checkRows(FieldPlan table, RecordRow record) {
    if (!(draft.value(table.field().id()) instanceof List<?> rows)) {
      return;
    }
    int index = 0;
    for (Object one : rows) {
      TableRow values = (TableRow) one;
      Row row = record.inner(table, values.values());
      for (FieldPlan inner : table.rows()) {
        if (values.value(inner.field().id()) == null
            && inner.field().isWritable()
            && isDemanded(inner, row)) {
          missing(
              inner.field(),
              draft.place()
                  + Problem.pointer(table.field().key())
                  + "/"
                  + index
                  + Problem.pointer(inner.field().key()));
        }
      }
      index++;
    }
  }

  private void rules(RecordRow now, @Nullable RecordRow old) {
    if (plan.rules().isEmpty()) {
      return;
    }
    Set<Integer> changed = old == null ? Set.of() : draft.changed();
    for (EntityPlan.RulePlan rule : plan.rules()) {
      if (old != null && !rule.when().readsAny(changed)) {
        continue;
      }
      if (rule.when().isTrue(now, write.context())) {
        Field field = rule.field();
        boolean isShown = field != null && access.isShown(field);
        String place =
            isShown && field != null ? draft.place() + Problem.pointer(field.key()) : draft.place();
        write.add(Problem.at(place, "record.rule").with("message", rule.message()));
      }
    }
  }
}
