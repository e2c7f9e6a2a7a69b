package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves records to the recycle bin with what cascades. The rows are locked against new references
 * first; what points at them is looked for afterwards, so nothing can come in between. Integrity
 * does not ask for rights on what it takes along or empties; a refusal names nothing.
 */
final class Deletes {

  private final RecordTable table;
  private final BinStatements bin;
  private final StoreStatements statements;
  private final Rollups rollups;

  Deletes(RecordTable table, BinStatements bin, StoreStatements statements, Rollups rollups) {
    this.table = table;
    this.bin = bin;
    this.statements = statements;
    this.rollups = rollups;
  }

  /** What one delete takes along, and what it empties. */
  private static final class Reach {
    private final Map<Integer, Map<UUID, Map<Integer, Object>>> gone = new TreeMap<>();
    private final Map<Integer, Map<UUID, Draft>> emptied = new TreeMap<>();
    private final Map<Integer, Set<UUID>> restricting = new HashMap<>();
    private final int entity;
    private final Set<UUID> spared;

    Reach(int entity, Set<UUID> spared) {
      this.entity = entity;
      this.spared = spared;
    }

    boolean isSpared(int holder, UUID id) {
      return holder == entity && spared.contains(id);
    }

    boolean isGone(int entity, UUID id) {
      return gone.getOrDefault(entity, Map.of()).containsKey(id);
    }
  }

  /** Deletes locked live records of one entity, each as a deed of the writer. */
  void delete(Write write, EntityPlan plan, Map<UUID, Draft> roots) {
    delete(write, plan, roots, announce(write, plan, roots), Set.of());
  }

  /** Appends the changes of a delete that follows; gives their numbers by record. */
  Map<UUID, Long> announce(Write write, EntityPlan plan, Map<UUID, Draft> roots) {
    Map<UUID, Long> versions = new HashMap<>();
    roots.forEach((id, draft) -> versions.put(id, draft.version() + 1));
    return bin.changes(write, plan.entity(), versions, ChangeOperation.DELETED, null);
  }

  /**
   * Deletes locked live records whose changes are {@linkplain #announce announced}.
   *
   * @param spared records of the same entity whose references the writer empties itself
   */
  void delete(
      Write write,
      EntityPlan plan,
      Map<UUID, Draft> roots,
      Map<UUID, Long> changes,
      Set<UUID> spared) {
    Reach reach = new Reach(plan.entity().id(), spared);
    Map<UUID, Map<Integer, Object>> rows = new LinkedHashMap<>();
    roots.forEach((id, draft) -> rows.put(id, draft.after()));
    reach.gone.put(plan.entity().id(), rows);
    find(write, plan, roots.keySet(), reach);
    refuse(roots.values(), reach);
    List<Moved> moved = new ArrayList<>();
    long first = changes.values().stream().min(Long::compare).orElseThrow();
    reach.gone.forEach(
        (entity, all) ->
            take(write, write.metadata().entity((int) entity), all, roots, changes, first, moved));
    empty(write, reach, first, moved);
    rollups.follow(write, moved);
  }

  private static Map<UUID, Long> versions(
      Map<UUID, Map<Integer, Object>> rows, Collection<UUID> ids) {
    Map<UUID, Long> versions = new HashMap<>();
    for (UUID id : ids) {
      Object version = Objects.requireNonNull(rows.get(id)).get(2);
      versions.put(id, (Long) Objects.requireNonNull(version) + 1);
    }
    return versions;
  }

  private void take(
      Write write,
      Entity entity,
      Map<UUID, Map<Integer, Object>> rows,
      Map<UUID, Draft> roots,
      Map<UUID, Long> rootChanges,
      long first,
      List<Moved> moved) {
    EntityPlan plan = write.plan(entity);
    Map<UUID, Long> changes = new HashMap<>(rootChanges);
    Set<UUID> along = new LinkedHashSet<>(rows.keySet());
    along.removeAll(roots.keySet());
    if (!along.isEmpty()) {
      changes.putAll(
          bin.changes(write, entity, versions(rows, along), ChangeOperation.DELETED, first));
    }
    List<Draft> gone = new ArrayList<>();
    rows.forEach((id, values) -> gone.add(Draft.change(plan, "", id, values)));
    write.tell(plan, ChangeOperation.DELETED, changes, gone);
    Map<UUID, Long> by = new HashMap<>();
    rows.keySet()
        .forEach(
            id -> by.put(id, along.contains(id) ? first : Objects.requireNonNull(changes.get(id))));
    write.claims().less(by.size());
    bin.delete(write, entity, by);
    rows.forEach(
        (id, values) ->
            moved.add(new Moved(plan, id, values, null, Objects.requireNonNull(changes.get(id)))));
  }

  private void find(Write write, EntityPlan plan, Collection<UUID> roots, Reach reach) {
    record Step(Entity entity, Collection<UUID> ids) {}
    Deque<Step> open = new ArrayDeque<>();
    open.add(new Step(plan.entity(), roots));
    while (!open.isEmpty()) {
      Step step = open.remove();
      for (Entity.Incoming incoming : step.entity().incoming()) {
        Entity holder = write.metadata().entity(incoming.entity());
        Map<UUID, Map<Integer, Object>> there = pointing(write, holder, incoming, step.ids());
        there
            .keySet()
            .removeIf(id -> reach.isGone(holder.id(), id) || reach.isSpared(holder.id(), id));
        if (there.isEmpty()) {
          continue;
        }
        switch (incoming.onDelete()) {
          case RESTRICT ->
              reach
                  .restricting
                  .computeIfAbsent(holder.id(), key -> new LinkedHashSet<>())
                  .addAll(there.keySet());
          case CLEAR -> clear(write, holder, incoming, there, step.ids(), reach);
          case CASCADE -> {
            reach.gone.computeIfAbsent(holder.id(), key -> new LinkedHashMap<>()).putAll(there);
            open.add(new Step(holder, List.copyOf(there.keySet())));
          }
        }
      }
    }
  }

  private Map<UUID, Map<Integer, Object>> pointing(
      Write write, Entity holder, Entity.Incoming incoming, Collection<UUID> ids) {
    EntityPlan plan = write.plan(holder);
    Sql sql = RecordTable.select(plan).add(" where r.deleted_at is null and ");
    if (incoming.table() != 0) {
      sql.add(rowsPoint(holder.field(incoming.table()), incoming.field(), ids));
    } else {
      Field field = holder.field(incoming.field());
      sql.add(StoredField.value(RecordTable.ROW, field))
          .add(field.kind() == ValueKind.REFERENCE_LIST ? Sql.of(" && ") : Sql.of(" = any("))
          .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(ids))
          .add(field.kind() == ValueKind.REFERENCE_LIST ? new Sql() : Sql.of(")"));
    }
    sql.add(" order by r.id for update of r");
    return new LinkedHashMap<>(table.read(plan, sql));
  }

  private static Sql rowsPoint(Field rows, int field, Collection<UUID> ids) {
    List<Sql> either = new ArrayList<>();
    for (UUID id : ids) {
      either.add(
          new Sql()
              .add(StoredField.value(RecordTable.ROW, rows))
              .add(" @> ")
              .bind(SqlType.JSONB, "[{\"f" + field + "\":\"" + id + "\"}]"));
    }
    return Sql.of("(").join(" or ", either).add(")");
  }

  private static void clear(
      Write write,
      Entity holder,
      Entity.Incoming incoming,
      Map<UUID, Map<Integer, Object>> there,
      Collection<UUID> ids,
      Reach reach) {
    EntityPlan plan = write.plan(holder);
    Map<UUID, Draft> drafts =
        reach.emptied.computeIfAbsent(holder.id(), key -> new LinkedHashMap<>());
    there.forEach(
        (id, values) -> {
          Draft draft = drafts.computeIfAbsent(id, key -> Draft.change(plan, "", id, values));
          int at = incoming.table() == 0 ? incoming.field() : incoming.table();
          draft.touch(plan.field(at).field(), without(draft.value(at), incoming, Set.copyOf(ids)));
        });
  }

  private static @Nullable Object without(
      @Nullable Object value, Entity.Incoming incoming, Set<UUID> ids) {
    if (!(value instanceof List<?> many)) {
      return null;
    }
    List<Object> left = new ArrayList<>();
    for (Object one : many) {
      if (one instanceof TableRow row) {
        Map<Integer, Object> values = new HashMap<>(row.values());
        if (values.get(incoming.field()) instanceof UUID id && ids.contains(id)) {
          values.remove(incoming.field());
        }
        left.add(new TableRow(row.id(), values));
      } else if (!(one instanceof UUID id) || !ids.contains(id)) {
        left.add(one);
      }
    }
    return left.isEmpty() ? null : left;
  }

  private static void refuse(Collection<Draft> roots, Reach reach) {
    reach.restricting.forEach(
        (entity, ids) -> {
          for (UUID id : ids) {
            if (!reach.isGone(entity, id)) {
              String place = roots.size() == 1 ? roots.iterator().next().place() : "";
              throw new ConflictException(Problem.at(place, "record.inUse"));
            }
          }
        });
  }

  private void empty(Write write, Reach reach, long cause, List<Moved> moved) {
    reach.emptied.forEach(
        (entity, drafts) -> {
          EntityPlan plan = write.plan(write.metadata().entity((int) entity));
          List<Pending> all = new ArrayList<>();
          drafts.forEach(
              (id, draft) -> {
                if (!reach.isGone(entity, id)) {
                  Computation.formulas(write, draft);
                  DraftWriter.stamp(write, draft);
                  all.add(new Pending(draft, draft.changed(), cause));
                }
              });
          if (!all.isEmpty()) {
            Map<UUID, Long> changes = statements.update(write, plan, all, ChangeOperation.UPDATED);
            write.tell(
                plan, ChangeOperation.UPDATED, changes, all.stream().map(Pending::draft).toList());
            for (Pending pending : all) {
              Draft draft = pending.draft();
              long change = Objects.requireNonNull(changes.get(draft.id()));
              moved.add(new Moved(plan, draft.id(), draft.before(), draft.after(), change));
            }
          }
        });
  }
}
