package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.FormPlan;
import dev.dougong.engine.record.internal.plan.RecordRow;
import dev.dougong.engine.record.internal.plan.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that the rules of a form give. A rule gives its value when its condition comes to hold, or
 * when it comes to give another one; what the writer names, were it empty, stays.
 */
final class FormValues {

  private final Write write;
  private final Draft draft;
  private final RecordRow now;
  private final @Nullable RecordRow old;

  private FormValues(Write write, Draft draft) {
    this.write = write;
    this.draft = draft;
    this.now = write.row(draft.plan(), draft.after());
    Map<Integer, Object> before = draft.before();
    this.old = before == null ? null : write.row(draft.plan(), before);
  }

  /** Gives them, also where one follows from another; tells whether any value is new. */
  static boolean give(Write write, Draft draft, FormPlan form) {
    FormValues values = new FormValues(write, draft);
    Computation.formulas(write, draft);
    boolean isMoved = false;
    for (int round = 0; round < form.rules().size() && values.giveOnce(form); round++) {
      Computation.formulas(write, draft);
      isMoved = true;
    }
    return isMoved;
  }

  private boolean giveOnce(FormPlan form) {
    boolean isMoved = false;
    for (FormPlan.Rule rule : form.rules()) {
      if (!rule.values().isEmpty() && rule.when().isTrue(now, write.context())) {
        boolean heldBefore = old != null && rule.when().isTrue(old, write.context());
        for (Map.Entry<Integer, Compiled> value : rule.values().entrySet()) {
          isMoved |=
              give(draft.plan().entity().field(value.getKey()), value.getValue(), heldBefore);
        }
      }
    }
    return isMoved;
  }

  private boolean give(Field field, Compiled expression, boolean heldBefore) {
    if (draft.isNamed(field.id())) {
      return false;
    }
    Object value = value(field, expression, now);
    boolean isOld =
        heldBefore && old != null && Values.isSame(value(field, expression, old), value);
    if (isOld || Values.isSame(draft.value(field.id()), value)) {
      return false;
    }
    draft.touch(field, value);
    return true;
  }

  private @Nullable Object value(Field field, Compiled expression, RecordRow row) {
    return Values.ofKind(field.kind(), expression.evaluate(row, write.context()));
  }
}
