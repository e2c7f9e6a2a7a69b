package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets records that leave the recycle bin point at what became of their targets, where these were
 * merged into another record meanwhile.
 */
final class MergedTargets {

  /** Merges of merged records that are followed. */
  private static final int MOST_HOPS = 20;

  private final MergeTables merges;
  private final DraftWriter writer;

  MergedTargets(MergeTables merges, DraftWriter writer) {
    this.merges = merges;
    this.writer = writer;
  }

  /**
   * Follows the merges; the drafts hold what is stored then.
   *
   * @param drafts restored records of one entity, by id; what is derived of them has not moved yet
   * @param cause change of the restore
   */
  void follow(Write write, EntityPlan plan, Map<UUID, Draft> drafts, long cause) {
    Set<Draft> changed = new LinkedHashSet<>();
    for (Field field : plan.references()) {
      if (field.target() instanceof ReferenceTarget.ToEntity to) {
        follow(write, field, write.metadata().entity(to.entity()), drafts, changed);
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    List<Pending> all = new ArrayList<>();
    for (Draft draft : changed) {
      Computation.formulas(write, draft);
      DraftWriter.stamp(write, draft);
      all.add(new Pending(draft, draft.changed(), cause));
    }
    var unused = writer.store(write, plan, all, ChangeOperation.UPDATED);
  }

  private void follow(
      Write write, Field field, Entity target, Map<UUID, Draft> drafts, Set<Draft> changed) {
    Set<UUID> wanted = new HashSet<>();
    drafts.values().forEach(draft -> wanted.addAll(ids(draft.value(field.id()))));
    wanted.removeAll(drafts.keySet()); // what comes back itself
    Map<UUID, UUID> now = survivors(write, target, wanted);
    if (now.isEmpty()) {
      return;
    }
    for (Draft draft : drafts.values()) {
      Object value = draft.value(field.id());
      Object after = value == null ? null : replaced(value, now);
      if (after != null && !after.equals(value)) {
        draft.touch(field, after);
        changed.add(draft);
      }
    }
  }

  private Map<UUID, UUID> survivors(Write write, Entity target, Collection<UUID> wanted) {
    Map<UUID, UUID> ends = new HashMap<>();
    Set<UUID> open = new HashSet<>(wanted);
    for (int hop = 0; hop < MOST_HOPS && !open.isEmpty(); hop++) {
      Map<UUID, UUID> next = merges.survivors(write.schema(), target, open);
      if (hop == 0) {
        ends.putAll(next);
      } else {
        ends.replaceAll((id, end) -> next.getOrDefault(end, end));
      }
      open = new HashSet<>(next.values());
    }
    return ends;
  }

  private static List<UUID> ids(@Nullable Object value) {
    if (value instanceof UUID id) {
      return List.of(id);
    }
    List<UUID> ids = new ArrayList<>();
    if (value instanceof List<?> many) {
      for (Object one : many) {
        if (one instanceof UUID id) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private static Object replaced(Object value, Map<UUID, UUID> now) {
    if (value instanceof UUID id) {
      return now.getOrDefault(id, id);
    }
    Set<Object> all = new LinkedHashSet<>();
    for (UUID id : ids(value)) {
      all.add(now.getOrDefault(id, id));
    }
    return List.copyOf(all);
  }
}
