package dev.dougong.engine.record.internal.write;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordMerges.Kept;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record out of the recycle bin, and with it what its delete took along. References that
 * the delete emptied are filled again where they are still empty. What the records point at must be
 * there.
 */
final class Restores {

  private final Jdbc jdbc;
  private final RecordTable table;
  private final BinStatements bin;
  private final EmptiedReferences emptied;
  private final Rollups rollups;
  private final MergedTargets mergedTargets;

  Restores(
      Jdbc jdbc,
      RecordTable table,
      BinStatements bin,
      EmptiedReferences emptied,
      Rollups rollups,
      DraftWriter writer,
      MergeTables merges) {
    this.mergedTargets = new MergedTargets(merges, writer);
    this.jdbc = jdbc;
    this.table = table;
    this.bin = bin;
    this.emptied = emptied;
    this.rollups = rollups;
  }

  /**
   * Restores locked records of the bin; their drafts then hold their values.
   *
   * @return references that were changed since the deletes and stay as they are
   */
  @CanIgnoreReturnValue
  List<Kept> restore(Write write, EntityPlan plan, Collection<Draft> roots) {
    Map<Integer, Map<UUID, Draft>> back = new TreeMap<>();
    Map<UUID, Draft> reasons = new HashMap<>();
    Map<UUID, Long> deletes = new LinkedHashMap<>();
    for (Draft root : roots) {
      back.computeIfAbsent(plan.entity().id(), key -> new TreeMap<>()).put(root.id(), root);
      long deleteChange = Objects.requireNonNull(bin.deleteChange(write, plan.entity(), root.id()));
      deletes.put(root.id(), deleteChange);
    }
    for (Draft root : roots) {
      long deleteChange = Objects.requireNonNull(deletes.get(root.id()));
      if (isOwnDeed(write, root, deleteChange)) {
        bin.takenAlong(write, deleteChange)
            .forEach(
                (entity, ids) -> {
                  ids.forEach(id -> reasons.putIfAbsent(id, root));
                  collect(write, entity, ids, deleteChange, back);
                });
      }
    }
    Map<UUID, Long> causes = takeOut(write, plan, roots, back, reasons);
    List<Kept> kept = new ArrayList<>();
    // the last delete is undone first: each left what the one before it had changed
    deletes.entrySet().stream()
        .sorted(Map.Entry.<UUID, Long>comparingByValue().reversed())
        .forEach(
            one ->
                kept.addAll(
                    emptied.fill(
                        write, one.getValue(), Objects.requireNonNull(causes.get(one.getKey())))));
    return kept;
  }

  /** Takes all of it out of the bin; gives the numbers of the changes of the roots. */
  private Map<UUID, Long> takeOut(
      Write write,
      EntityPlan plan,
      Collection<Draft> roots,
      Map<Integer, Map<UUID, Draft>> back,
      Map<UUID, Draft> reasons) {
    write.claims().more(back.values().stream().mapToInt(Map::size).sum());
    back.forEach(
        (entity, drafts) ->
            bin.restore(write, write.metadata().entity((int) entity), drafts.keySet()));
    List<Moved> moved = new ArrayList<>();
    Map<UUID, Long> causes = new HashMap<>();
    for (Draft root : roots) {
      causes.put(root.id(), log(write, plan, root, moved, null));
    }
    back.forEach(
        (entity, drafts) -> {
          EntityPlan of = write.plan(write.metadata().entity((int) entity));
          for (Draft draft : drafts.values()) {
            if (!roots.contains(draft)) {
              Draft root = Objects.requireNonNull(reasons.get(draft.id()));
              log(write, of, draft, moved, causes.get(root.id()));
            }
          }
          long first = causes.values().stream().min(Long::compare).orElseThrow();
          mergedTargets.follow(write, of, drafts, first);
          checkTargets(write, of, drafts);
        });
    rollups.follow(write, moved);
    AfterRules.checkAll(write, plan, roots);
    return causes;
  }

  private boolean isOwnDeed(Write write, Draft root, long deleteChange) {
    UUID record =
        jdbc.queryOne(
            Sql.of("select record from ")
                .add(write.schema())
                .add(".change where seq = ")
                .bind(SqlType.BIGINT, deleteChange),
            row -> Objects.requireNonNull(Jdbc.uuid(row, 1)));
    return root.id().equals(record);
  }

  private void collect(
      Write write,
      int entity,
      List<UUID> ids,
      long deleteChange,
      Map<Integer, Map<UUID, Draft>> back) {
    EntityPlan plan = write.plan(write.metadata().entity(entity));
    table
        .readDeleted(plan, ids)
        .forEach(
            (id, values) -> {
              Long with = bin.deleteChange(write, plan.entity(), id);
              if (with != null && with == deleteChange) {
                Draft draft = write.keep(Draft.change(plan, "", id, values));
                back.computeIfAbsent(entity, key -> new TreeMap<>()).putIfAbsent(id, draft);
              }
            });
  }

  @CanIgnoreReturnValue
  private long log(
      Write write, EntityPlan plan, Draft draft, List<Moved> moved, @Nullable Long cause) {
    DraftWriter.stamp(write, draft);
    long change =
        Objects.requireNonNull(
            bin.changes(
                    write,
                    plan.entity(),
                    Map.of(draft.id(), draft.version()),
                    ChangeOperation.RESTORED,
                    cause)
                .get(draft.id()));
    moved.add(new Moved(plan, draft.id(), null, draft.after(), change));
    write.tell(plan, ChangeOperation.RESTORED, Map.of(draft.id(), change), List.of(draft));
    return change;
  }

  /** Refuses where a restored record would point at one that is gone. */
  private void checkTargets(Write write, EntityPlan plan, Map<UUID, Draft> drafts) {
    for (Field field : plan.references()) {
      if (!(field.target() instanceof ReferenceTarget.ToEntity to)) {
        continue;
      }
      Set<UUID> wanted = new HashSet<>();
      drafts
          .values()
          .forEach(
              draft -> {
                wanted.addAll(targets(draft.value(field.id())));
              });
      if (wanted.isEmpty()) {
        continue;
      }
      wanted.removeAll(live(write, write.metadata().entity(to.entity()), wanted));
      if (!wanted.isEmpty()) {
        throw new InputException(
            Problem.at(Problem.pointer(field.key()), "record.referenceNotFound")
                .with("label", Write.label(field)));
      }
    }
  }

  private static List<UUID> targets(@Nullable Object value) {
    List<UUID> ids = new ArrayList<>();
    if (value instanceof UUID id) {
      ids.add(id);
    } else if (value instanceof List<?> many) {
      for (Object one : many) {
        if (one instanceof UUID id) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private List<UUID> live(Write write, Entity entity, Set<UUID> ids) {
    return jdbc.query(
        Sql.of("select r.id from ")
            .add(StoredField.from(write.metadata(), entity, RecordTable.ROW))
            .add(" where r.deleted_at is null and r.id = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(ids))
            .add(") order by r.id for key share of r"),
        row -> Objects.requireNonNull(Jdbc.uuid(row, 1)));
  }
}
