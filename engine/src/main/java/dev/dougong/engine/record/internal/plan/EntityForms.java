package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.record.FormVariants;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The forms of an entity, and what of them counts for whom. Thread-safe. */
final class EntityForms {

  private final SortedMap<String, FormPlan> plans;
  private final SortedMap<String, Set<String>> roles;
  private final FormPlans all;
  private final boolean isForAll;
  private final Map<List<String>, FormPlans> made = new ConcurrentHashMap<>();

  /**
   * With all forms.
   *
   * @param roles by form; empty ones mean everybody
   */
  EntityForms(SortedMap<String, FormPlan> plans, SortedMap<String, Set<String>> roles) {
    this.plans = plans;
    this.roles = roles;
    this.all = FormPlans.of(plans);
    this.isForAll = roles.values().stream().allMatch(Set::isEmpty);
  }

  /**
   * The forms of a person. Fields that stand in none of them are held to the forms of others: not
   * to have a form is not to be free of all of them.
   */
  FormPlans of(Supplier<Set<String>> mine) {
    return isForAll ? all : made.computeIfAbsent(FormVariants.of(roles, mine.get()), this::make);
  }

  private FormPlans make(List<String> keys) {
    SortedMap<String, FormPlan> mine = new TreeMap<>(plans);
    mine.keySet().retainAll(keys);
    FormPlans own = FormPlans.of(mine);
    Map<Integer, List<FormPlan>> bounds = new HashMap<>(all.bounds());
    mine.values().forEach(form -> bounds.keySet().removeAll(form.fields()));
    bounds.putAll(own.bounds());
    Set<List<Integer>> hops = new LinkedHashSet<>(own.hops());
    hops.addAll(all.hops());
    return new FormPlans(mine, Map.copyOf(bounds), Set.copyOf(hops));
  }
}
