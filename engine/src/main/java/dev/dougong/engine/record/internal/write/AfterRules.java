package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlan.FeedPlan;
import dev.dougong.engine.record.internal.plan.EntityPlan.RulePlan;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules about what a write leads to, such as the sum of all records that point at the same one.
 * They are asked when the rollups have moved, over what the database holds now; the records that
 * hold the rollups are locked by then.
 */
final class AfterRules {

  private AfterRules() {}

  /** Refuses the whole write where a rule is broken that what was changed has to do with. */
  static void check(Write write, EntityPlan plan, Collection<Draft> drafts) {
    check(write, plan, drafts, false);
  }

  /** The same for records that come back as they were: all rules are asked. */
  static void checkAll(Write write, EntityPlan plan, Collection<Draft> drafts) {
    check(write, plan, drafts, true);
  }

  private static void check(
      Write write, EntityPlan plan, Collection<Draft> drafts, boolean isBack) {
    if (plan.afterRules().isEmpty() || drafts.isEmpty()) {
      return;
    }
    write.forgetTargets();
    write.targets().prefetch(plan, plan.afterHops(), List.copyOf(drafts));
    EntityAccess access = write.access().entity(plan.entity());
    Set<Integer> fed = fed(plan);
    for (Draft draft : drafts) {
      Set<Integer> changed = draft.changed();
      for (RulePlan rule : plan.afterRules()) {
        boolean isAsked =
            isBack
                || draft.before() == null
                || rule.when().readsAny(changed)
                || !Collections.disjoint(changed, fed);
        if (isAsked && rule.when().isTrue(write.row(plan, draft.after()), write.context())) {
          Field field = rule.field();
          write.add(
              Problem.at(
                      field != null && access.isShown(field)
                          ? draft.place() + Problem.pointer(field.key())
                          : draft.place(),
                      "record.rule")
                  .with("message", rule.message()));
        }
      }
    }
    write.stopIfWrong();
  }

  /** Ids of the fields that rollups elsewhere read. */
  private static Set<Integer> fed(EntityPlan plan) {
    Set<Integer> read = new HashSet<>();
    for (FeedPlan feed : plan.feeds()) {
      read.add(feed.via().id());
      Field of = feed.of();
      if (of != null) {
        read.add(of.id());
      }
      if (feed.filter() != null) {
        read.addAll(feed.filter().reads());
      }
    }
    return read;
  }
}
