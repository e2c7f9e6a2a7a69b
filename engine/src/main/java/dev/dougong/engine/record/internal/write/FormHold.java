package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FormPlan;
import dev.dougong.engine.record.internal.plan.FormPlans;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of forms that a write is held to.
 *
 * @param named the form that the writer follows, or null
 * @param all the forms of the entity
 */
record FormHold(@Nullable FormPlan named, FormPlans all) {

  /** The forms of which one must agree with what becomes of a field; empty where it is free. */
  List<FormPlan> judges(int field) {
    return isShownByNamed(field) && named != null ? List.of(named) : all.of(field);
  }

  /** Whether the field is to be filled in by this writer: it stands where the writer looks. */
  boolean isAsked(int field) {
    return named == null || isShownByNamed(field);
  }

  private boolean isShownByNamed(int field) {
    return named != null && named.fields().contains(field);
  }

  /** Whether nothing can be wrong with drafts of the entity. */
  boolean isEmpty(EntityPlan plan) {
    return named == null && all.bounds().isEmpty() && plan.conditional().isEmpty();
  }

  /** Ways through references that the rules take. */
  Set<List<Integer>> hops() {
    Set<List<Integer>> hops = new LinkedHashSet<>(all.hops());
    if (named != null) {
      hops.addAll(named.hops());
    }
    return hops;
  }
}
