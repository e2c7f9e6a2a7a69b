package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.Procedure;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.ProcedurePlan;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds who moves a record on to what is done before its stage is left. Moves back and to lost
 * stages are free, and so is what published documents write. Asked of the record as it would be
 * after the write; who may not write what is missing does not answer for it.
 */
final class StageCheck {

  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private final Write write;
  private final Draft draft;
  private final ProcedurePlan plan;

  private StageCheck(Write write, Draft draft, ProcedurePlan plan) {
    this.write = write;
    this.draft = draft;
    this.plan = plan;
  }

  /** Adds everything that is wrong to the write's problems. */
  static void check(Write write, Draft draft) {
    Map<Integer, Object> before = draft.before();
    if (before == null || write.options().heldTo() instanceof HeldTo.NoForm) {
      return;
    }
    for (ProcedurePlan plan : draft.plan().procedures()) {
      Procedure.Stage left = left(draft, plan);
      if (left != null) {
        new StageCheck(write, draft, plan).check(before, left);
      }
    }
  }

  /** The stage that the draft leaves to go on, where something is said of it; else null. */
  static Procedure.@Nullable Stage left(Draft draft, ProcedurePlan plan) {
    Map<Integer, Object> before = draft.before();
    int stage = plan.stage().id();
    Object from = before == null ? null : before.get(stage);
    Object to = draft.value(stage);
    return from != null && to != null && draft.isNamed(stage) && plan.procedure().goesOn(from, to)
        ? plan.procedure().stage(from)
        : null;
  }

  private void check(Map<Integer, Object> before, Procedure.Stage left) {
    if (isSkipped(before)) {
      return;
    }
    for (Field field : plan.required().getOrDefault(left.value(), List.of())) {
      if (isEmpty(draft.value(field.id())) && isAsked(field)) {
        add(field, "record.stageNeedsField", Map.of("label", Write.label(field)), left);
      }
    }
    Field checklist = plan.checklist();
    if (checklist != null && isAsked(checklist)) {
      List<Object> missing = new ArrayList<>(left.checks());
      if (draft.value(checklist.id()) instanceof List<?> done) {
        missing.removeAll(done);
      }
      if (!missing.isEmpty()) {
        add(
            checklist,
            "record.stageNeedsChecks",
            Map.of("checks", shown(checklist, missing)),
            left);
      }
    }
  }

  /** Whether this write says why something is left out. */
  private boolean isSkipped(Map<Integer, Object> before) {
    Field reason = plan.skipReason();
    return reason != null
        && draft.isNamed(reason.id())
        && !isEmpty(draft.value(reason.id()))
        && !Values.isSame(before.get(reason.id()), draft.value(reason.id()));
  }

  private boolean isAsked(Field field) {
    Compiled visible = draft.plan().field(field.id()).visibleWhen();
    return write.access().entity(draft.plan().entity()).mayEnter(field)
        && (visible == null
            || visible.isTrue(write.row(draft.plan(), draft.after()), write.context()));
  }

  static boolean isEmpty(@Nullable Object value) {
    return value == null
        || (value instanceof List<?> many && many.isEmpty())
        || (value instanceof String text && text.isBlank());
  }

  private void add(Field field, String code, Map<String, Object> arguments, Procedure.Stage stage) {
    String place = draft.place() + Problem.pointer(field.key());
    if (write.isWrongAt(place)) {
      return;
    }
    Problem problem = Problem.at(place, code).with("stage", shown(plan.stage(), stage.value()));
    for (Map.Entry<String, Object> argument : arguments.entrySet()) {
      problem = problem.with(argument.getKey(), argument.getValue());
    }
    write.add(problem);
  }

  /** A value as people read it, in all languages. */
  private static Label shown(Field field, Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Locale language : LANGUAGES) {
      texts.put(language.getLanguage(), field.type().format(value, field.definition(), language));
    }
    return new Label(texts);
  }
}
