package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.expression.Row;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.Targets;
import dev.dougong.engine.value.TableRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Targets of references, each read once per write; for many drafts set-wise beforehand. */
final class LoadedTargets implements Targets {

  private final Write write;
  private final RecordTable table;
  private final Map<Integer, Map<UUID, Map<Integer, Object>>> known = new HashMap<>();

  LoadedTargets(Write write, RecordTable table) {
    this.write = write;
    this.table = table;
  }

  @Override
  public @Nullable Row find(Entity entity, UUID id) {
    load(entity, List.of(id));
    Map<Integer, Object> values = of(entity).get(id);
    return values == null || values.isEmpty() ? null : write.row(write.plan(entity), values);
  }

  /** Reads what the expressions over these drafts will ask for, one query for each step. */
  void prefetch(EntityPlan plan, Collection<Draft> drafts) {
    prefetch(plan, plan.hops(), drafts, false);
  }

  /**
   * The same for expressions that take these ways and are also asked of the drafts as they were.
   */
  void prefetch(EntityPlan plan, Set<List<Integer>> ways, Collection<Draft> drafts) {
    prefetch(plan, ways, drafts, true);
  }

  private void prefetch(
      EntityPlan plan, Set<List<Integer>> ways, Collection<Draft> drafts, boolean withBefore) {
    List<Map<Integer, Object>> records = new ArrayList<>();
    for (Draft draft : drafts) {
      records.add(draft.after());
      Map<Integer, Object> before = draft.before();
      if (withBefore && before != null) {
        records.add(before);
      }
    }
    for (List<Integer> hops : ways) {
      FieldPlan first = plan.findField(hops.get(0));
      if (first != null && !first.rows().isEmpty()) {
        List<Map<Integer, Object>> rows = rows(first, drafts);
        if (rows.size() > 1 && hops.size() > 1) {
          follow(first.row(hops.get(1)), hops.subList(2, hops.size()), rows);
        }
      } else if (drafts.size() > 1) {
        follow(first, hops.subList(1, hops.size()), records);
      }
    }
  }

  /** The rows of a table in the drafts that wrote it. */
  private static List<Map<Integer, Object>> rows(FieldPlan table, Collection<Draft> drafts) {
    List<Map<Integer, Object>> rows = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.isTouched(table.field().id())
          && draft.value(table.field().id()) instanceof List<?> many) {
        for (Object one : many) {
          rows.add(((TableRow) one).values());
        }
      }
    }
    return rows;
  }

  private void follow(
      @Nullable FieldPlan first, List<Integer> further, List<Map<Integer, Object>> from) {
    FieldPlan field = first;
    List<Map<Integer, Object>> rows = from;
    Iterator<Integer> hops = further.iterator();
    while (field != null && field.field().target() instanceof ReferenceTarget.ToEntity to) {
      Entity target = write.metadata().entity(to.entity());
      rows = step(target, field.field(), rows);
      field = hops.hasNext() ? write.plan(target).findField(hops.next()) : null;
    }
  }

  private List<Map<Integer, Object>> step(
      Entity target, Field field, List<Map<Integer, Object>> rows) {
    Set<UUID> ids = new LinkedHashSet<>();
    for (Map<Integer, Object> row : rows) {
      Object value = row.get(field.id());
      if (value instanceof UUID id) {
        ids.add(id);
      } else if (value instanceof List<?> many) {
        for (Object one : many) {
          if (one instanceof UUID id) {
            ids.add(id);
          }
        }
      }
    }
    load(target, ids);
    List<Map<Integer, Object>> found = new ArrayList<>();
    for (UUID id : ids) {
      Map<Integer, Object> values = of(target).get(id);
      if (values != null && !values.isEmpty()) {
        found.add(values);
      }
    }
    return found;
  }

  private void load(Entity entity, Collection<UUID> ids) {
    Map<UUID, Map<Integer, Object>> there = of(entity);
    List<UUID> missing = new ArrayList<>();
    for (UUID id : ids) {
      if (!there.containsKey(id)) {
        missing.add(id);
        there.put(id, Map.of());
      }
    }
    if (!missing.isEmpty()) {
      there.putAll(table.read(write.plan(entity), missing, RecordTable.Lock.NONE));
    }
  }

  private Map<UUID, Map<Integer, Object>> of(Entity entity) {
    return known.computeIfAbsent(entity.id(), id -> new HashMap<>());
  }
}
