package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.FormPlan;
import dev.dougong.engine.record.internal.plan.RecordRow;
import dev.dougong.engine.record.internal.plan.Values;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds a draft to rules of forms: what is hidden or locked is not changed, what is demanded is
 * there, what is not offered is not chosen. Asked of the record as it would be after the write; a
 * change answers only for what it brings about.
 */
final class FormCheck {

  /** What may be wrong with a field. */
  private enum Fault {
    HIDDEN("record.hiddenByRule"),
    LOCKED("record.lockedByRule"),
    MISSING("record.required"),
    NOT_OFFERED("record.notOfferedByRule");

    private final String code;

    Fault(String code) {
      this.code = code;
    }
  }

  private final Write write;
  private final Draft draft;
  private final FormHold hold;
  private final EntityAccess access;
  private final RecordRow now;
  private final Map<FormPlan, FormVerdict> verdicts = new IdentityHashMap<>();
  private final Map<FormPlan, FormVerdict> earlier = new IdentityHashMap<>();

  private FormCheck(Write write, Draft draft, FormHold hold) {
    this.write = write;
    this.draft = draft;
    this.hold = hold;
    this.access = write.access().entity(draft.plan().entity());
    this.now = write.row(draft.plan(), draft.after());
  }

  /** Adds everything that is wrong to the write's problems. */
  static void check(Write write, Draft draft, FormHold hold) {
    FormCheck check = new FormCheck(write, draft, hold);
    for (Field field : draft.plan().entity().allFields()) {
      check.check(field);
    }
  }

  private void check(Field field) {
    List<FormPlan> judges = hold.judges(field.id());
    if (judges.isEmpty() && draft.plan().field(field.id()).visibleWhen() == null) {
      return;
    }
    boolean isChanged = isChanged(field.id());
    if (isHidden(field, now)) {
      if (isChanged && !isEmptied(field.id(), before -> isHidden(field, before))) {
        add(field, Fault.HIDDEN, null);
      }
      return;
    }
    Fault first = null;
    FormPlan judge = null;
    for (FormPlan form : judges) {
      Fault fault = fault(form, field, isChanged);
      if (fault == null) {
        return;
      }
      if (first == null) {
        first = fault;
        judge = form;
      }
    }
    if (first != null) {
      add(field, first, judge);
    }
  }

  /** Whether the entity itself hides the field. */
  private boolean isHidden(Field field, RecordRow row) {
    Compiled visible = draft.plan().field(field.id()).visibleWhen();
    return visible != null && !visible.isTrue(row, write.context());
  }

  /** Whether what hides a field also empties it: as it was, the writer could have done so. */
  private boolean isEmptied(int id, Predicate<RecordRow> wasHidden) {
    Map<Integer, Object> before = draft.before();
    return before != null
        && draft.value(id) == null
        && !wasHidden.test(write.row(draft.plan(), before));
  }

  /** What a form has against the field, or null. */
  private @Nullable Fault fault(FormPlan form, Field field, boolean isChanged) {
    int id = field.id();
    FormVerdict verdict = verdict(form);
    if (verdict.hidden().contains(id)) {
      boolean isEntered =
          isChanged && !isEmptied(id, row -> earlier(form, row).hidden().contains(id));
      return isEntered ? Fault.HIDDEN : null;
    }
    if (verdict.readOnly().contains(id)) {
      return isChanged ? Fault.LOCKED : null;
    }
    if (!access.mayEnter(field) || !(isChanged || hold.isAsked(id))) {
      return null;
    }
    Fault fault = fault(verdict, id, draft.value(id));
    return fault != null && isOld(form, id, fault) ? null : fault;
  }

  private static @Nullable Fault fault(FormVerdict verdict, int id, @Nullable Object value) {
    if (value == null) {
      return verdict.required().contains(id) ? Fault.MISSING : null;
    }
    return others(verdict, id, value).isEmpty() ? null : Fault.NOT_OFFERED;
  }

  /** Chosen values that are not offered. */
  private static List<Object> others(FormVerdict verdict, int id, @Nullable Object value) {
    List<Object> others = new ArrayList<>();
    var offered = verdict.offered().get(id);
    if (offered != null && value != null) {
      for (Object one : value instanceof List<?> many ? many : List.of(value)) {
        if (one instanceof String text && !offered.contains(text)) {
          others.add(text);
        }
      }
    }
    return others;
  }

  /** Whether it was wrong before, and is not touched. */
  private boolean isOld(FormPlan form, int id, Fault fault) {
    Map<Integer, Object> before = draft.before();
    if (before == null || draft.isTouched(id)) {
      return false;
    }
    FormVerdict verdict = earlier(form, write.row(draft.plan(), before));
    return !verdict.hidden().contains(id)
        && !verdict.readOnly().contains(id)
        && fault(verdict, id, before.get(id)) == fault;
  }

  private FormVerdict earlier(FormPlan form, RecordRow before) {
    return earlier.computeIfAbsent(form, key -> FormVerdict.of(key, before, write));
  }

  private FormVerdict verdict(FormPlan form) {
    return verdicts.computeIfAbsent(form, key -> FormVerdict.of(key, now, write));
  }

  private boolean isChanged(int fieldId) {
    Map<Integer, Object> before = draft.before();
    return draft.isNamed(fieldId)
        && !Values.isSame(before == null ? null : before.get(fieldId), draft.value(fieldId));
  }

  private void add(Field field, Fault fault, @Nullable FormPlan form) {
    String place = draft.place() + Problem.pointer(field.key());
    if (write.isWrongAt(place)) {
      return;
    }
    Problem problem = Problem.at(place, fault.code).with("label", Write.label(field));
    if (fault == Fault.NOT_OFFERED && form != null) {
      FormVerdict verdict = verdict(form);
      problem =
          problem
              .with("value", others(verdict, field.id(), draft.value(field.id())))
              .with("known", offered(verdict, field.id()));
    }
    write.add(problem);
  }

  private static List<String> offered(FormVerdict verdict, int id) {
    return List.copyOf(new TreeSet<>(verdict.offered().getOrDefault(id, Set.of())));
  }
}
