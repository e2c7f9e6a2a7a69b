package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.expression.Row;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.RecordRow;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.value.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Defaults that wait until references are known: those of a new record that read what references
 * lead to, and those of new rows of tables. A sale has the customer of its lead, a line the price
 * of its product. What the writer named stays, were it empty; in rows empty is not told from
 * absent.
 */
final class TakeOver {

  private final Write write;
  private final Draft draft;
  private final Set<String> pointing;

  private TakeOver(Write write, Draft draft, Set<String> pointing) {
    this.write = write;
    this.draft = draft;
    this.pointing = pointing;
  }

  /** Fills them in; adds the places of those that point at something. */
  static void into(Write write, Draft draft, Set<String> pointing) {
    var values = new TakeOver(write, draft, pointing);
    if (draft.isNew()) {
      values.ofRecord(draft.plan());
    }
    for (FieldPlan table : draft.plan().tables()) {
      if (draft.isTouched(table.field().id())
          && draft.value(table.field().id()) instanceof List<?> rows) {
        draft.set(table.field().id(), values.ofRows(table, rows));
      }
    }
  }

  private void ofRecord(EntityPlan plan) {
    RecordRow row = write.row(plan, draft.after());
    for (FieldPlan field : plan.takenOver()) {
      Compiled expression = Objects.requireNonNull(field.defaultValue());
      if (!draft.isNamed(field.field().id())) {
        Object value = expression.evaluate(row, write.context());
        draft.touch(field.field(), Values.ofKind(field.field().kind(), value));
        note(field, draft.place());
      }
    }
  }

  private List<TableRow> ofRows(FieldPlan table, List<?> rows) {
    List<TableRow> filled = new ArrayList<>(rows.size());
    for (Object one : rows) {
      TableRow row = (TableRow) one;
      String place = draft.place() + Problem.pointer(table.field().key()) + "/" + filled.size();
      filled.add(hadRow(table, row.id()) ? row : ofRow(table, row, place));
    }
    return filled;
  }

  private TableRow ofRow(FieldPlan table, TableRow given, String place) {
    Map<Integer, Object> values = new HashMap<>(given.values());
    Row row = write.row(draft.plan(), draft.after()).inner(table, values);
    for (FieldPlan inner : table.rows()) {
      Compiled expression = inner.defaultValue();
      if (expression != null && !values.containsKey(inner.field().id())) {
        Values.put(values, inner, expression.evaluate(row, write.context()));
        note(inner, place);
      }
    }
    return new TableRow(given.id(), values);
  }

  private void note(FieldPlan field, String place) {
    if (field.isPointing()) {
      pointing.add(place + Problem.pointer(field.field().key()));
    }
  }

  private boolean hadRow(FieldPlan table, UUID id) {
    Map<Integer, Object> before = draft.before();
    if (before != null && before.get(table.field().id()) instanceof List<?> rows) {
      for (Object one : rows) {
        if (((TableRow) one).id().equals(id)) {
          return true;
        }
      }
    }
    return false;
  }
}
