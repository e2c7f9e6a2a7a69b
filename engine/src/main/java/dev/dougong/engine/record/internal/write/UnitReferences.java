package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.UnitReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives new records what belongs to their organisation unit: a sale the store in which it is made.
 * What the writer named, were it empty, stays; so does what the writer may not read.
 */
final class UnitReferences {

  private final NaturalKeys naturalKeys;

  UnitReferences(NaturalKeys naturalKeys) {
    this.naturalKeys = naturalKeys;
  }

  /** By one statement for each such reference, where there is a record without it. */
  void give(Write write, EntityPlan plan, List<Draft> made) {
    for (UnitReference one : plan.unitReferences()) {
      Map<List<Object>, List<Draft>> waiting = new HashMap<>();
      for (Draft draft : made) {
        if (isWithout(draft, one.field())
            && draft.value(SystemField.ORG_UNIT.id()) instanceof UUID unit) {
          waiting.computeIfAbsent(List.of(unit), ignored -> new ArrayList<>()).add(draft);
        }
      }
      if (!waiting.isEmpty()) {
        naturalKeys
            .find(write, one.target(), List.of(one.unit()), waiting.keySet(), true)
            .forEach(
                (unit, id) ->
                    waiting
                        .getOrDefault(unit, List.of())
                        .forEach(draft -> draft.touch(one.field(), id)));
      }
    }
  }

  private static boolean isWithout(Draft draft, Field field) {
    return !draft.isNamed(field.id()) && draft.value(field.id()) == null;
  }
}
