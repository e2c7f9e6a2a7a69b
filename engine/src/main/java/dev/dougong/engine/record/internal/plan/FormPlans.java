package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The rules of all forms of an entity.
 *
 * @param byKey the forms
 * @param bounds forms by the id of a field that stands in them; only fields that each of their
 *     forms binds, for what one form leaves free is free
 * @param hops ways through references that the conditions of these forms take
 */
public record FormPlans(
    SortedMap<String, FormPlan> byKey,
    Map<Integer, List<FormPlan>> bounds,
    Set<List<Integer>> hops) {

  static FormPlans of(SortedMap<String, FormPlan> byKey) {
    Map<Integer, List<FormPlan>> bounds = new HashMap<>();
    Set<Integer> free = new HashSet<>();
    for (FormPlan form : byKey.values()) {
      for (Integer field : form.fields()) {
        bounds.computeIfAbsent(field, id -> new ArrayList<>()).add(form);
        if (!form.bound().contains(field)) {
          free.add(field);
        }
      }
    }
    bounds.keySet().removeAll(free);
    Set<List<Integer>> hops = new LinkedHashSet<>();
    bounds.values().forEach(forms -> forms.forEach(form -> hops.addAll(form.hops())));
    return new FormPlans(byKey, Map.copyOf(bounds), Set.copyOf(hops));
  }

  /** Refuses a form that the entity does not have. */
  public FormPlan named(String key) {
    FormPlan form = byKey.get(key);
    if (form == null) {
      throw new InputException(
          Problem.of("record.unknownForm")
              .with("value", key)
              .near(NearNames.near(key, byKey.keySet())));
    }
    return form;
  }

  /** The forms that bind a field where none is named; empty where the field is free. */
  public List<FormPlan> of(int field) {
    return bounds.getOrDefault(field, List.of());
  }
}
