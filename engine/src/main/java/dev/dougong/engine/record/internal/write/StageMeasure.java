package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.Procedure;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.internal.plan.ProcedurePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up, when somebody moves a record on, what its stage asked for and what of it was done, and
 * notes by which version of the procedure. What documents write is not measured.
 */
final class StageMeasure {

  private StageMeasure() {}

  /** Takes the measure of one draft. */
  static void take(Write write, Draft draft) {
    for (ProcedurePlan plan : draft.plan().procedures()) {
      Procedure.Stage left = StageCheck.left(draft, plan);
      if (draft.isNew()) {
        note(draft, plan, true);
      } else if (left != null && !(write.options().heldTo() instanceof HeldTo.NoForm)) {
        note(draft, plan, false);
        List<Field> fields = plan.required().getOrDefault(left.value(), List.of());
        add(draft, plan.asked(), fields.size() + (long) left.checks().size());
        long done =
            fields.stream().filter(field -> !StageCheck.isEmpty(draft.value(field.id()))).count();
        add(draft, plan.done(), done + ticked(draft, plan.checklist(), left));
      }
    }
  }

  private static void note(Draft draft, ProcedurePlan plan, boolean onlyIfEmpty) {
    Procedure.Measure measure = plan.procedure().measure();
    Field edition = plan.edition();
    if (measure != null
        && edition != null
        && measure.name() != null
        && !(onlyIfEmpty && draft.value(edition.id()) != null)) {
      draft.set(edition.id(), measure.name());
    }
  }

  private static long ticked(Draft draft, @Nullable Field checklist, Procedure.Stage left) {
    return checklist != null && draft.value(checklist.id()) instanceof List<?> done
        ? left.checks().stream().filter(done::contains).count()
        : 0;
  }

  private static void add(Draft draft, @Nullable Field field, long more) {
    if (field != null && more > 0) {
      long before = draft.value(field.id()) instanceof Long number ? number : 0;
      draft.set(field.id(), before + more);
    }
  }
}
