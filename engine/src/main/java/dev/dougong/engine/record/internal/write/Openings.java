package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes records that exist for a write: locks them, and asks in this order whether they are there
 * for the writer, whether the writer may do it, and whether the version is the one that was read.
 */
final class Openings {

  private final RecordTable table;
  private final Overtakes overtakes;

  Openings(RecordTable table, Overtakes overtakes) {
    this.table = table;
    this.overtakes = overtakes;
  }

  /**
   * A record that shall be taken.
   *
   * @param place of the operation
   * @param inside where its values stand
   * @param version that was read, or null for any
   * @param fields keys of those that shall be written; what the engine changed in others since that
   *     version does no harm. Null if the whole record must be as it was read.
   */
  record Wanted(
      String place, String inside, UUID id, @Nullable Long version, @Nullable Set<String> fields) {

    /** Whose whole record must be as it was read. */
    Wanted(String place, String inside, UUID id, @Nullable Long version) {
      this(place, inside, id, version, null);
    }
  }

  /** Names of the values that a write brings. */
  static Set<String> keys(ObjectNode values) {
    Set<String> keys = new HashSet<>();
    values.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** For a change, or for a delete. */
  Map<UUID, Draft> open(Write write, EntityPlan plan, List<Wanted> wanted, RecordTable.Lock lock) {
    EntityAccess access = write.access().entity(plan.entity());
    RowRule right = lock == RecordTable.Lock.DELETE ? access.delete() : access.update();
    List<UUID> ids = wanted.stream().map(Wanted::id).toList();
    return open(write, plan, wanted, right, table.read(plan, ids, lock));
  }

  /** From the recycle bin. */
  Draft openDeleted(Write write, EntityPlan plan, UUID id) {
    return openDeleted(write, plan, List.of(new Wanted("", "", id, null)))
        .values()
        .iterator()
        .next();
  }

  /** Several from the recycle bin. */
  Map<UUID, Draft> openDeleted(Write write, EntityPlan plan, List<Wanted> wanted) {
    return open(
        write,
        plan,
        wanted,
        write.access().entity(plan.entity()).delete(),
        table.readDeleted(plan, wanted.stream().map(Wanted::id).toList()));
  }

  /**
   * For a merge: all are read together, and locked in the order of their ids.
   *
   * @param stays record that shall be changed
   * @param go records that shall be deleted
   */
  Map<UUID, Draft> openForMerge(
      Write write, EntityPlan plan, Wanted stays, List<Wanted> go, RecordTable.Lock lock) {
    EntityAccess access = write.access().entity(plan.entity());
    List<UUID> ids = new ArrayList<>();
    ids.add(stays.id());
    go.forEach(one -> ids.add(one.id()));
    Map<UUID, Map<Integer, Object>> rows = table.read(plan, ids, lock);
    Map<UUID, Draft> drafts =
        new LinkedHashMap<>(open(write, plan, List.of(stays), access.update(), rows));
    drafts.putAll(open(write, plan, go, access.delete(), rows));
    return drafts;
  }

  private Map<UUID, Draft> open(
      Write write,
      EntityPlan plan,
      List<Wanted> wanted,
      RowRule right,
      Map<UUID, Map<Integer, Object>> rows) {
    RowRule reading = write.access().entity(plan.entity()).read();
    Refusals refusals = new Refusals();
    Map<UUID, Draft> drafts = new LinkedHashMap<>();
    for (Wanted one : wanted) {
      Map<Integer, Object> row = rows.get(one.id());
      if (row == null || !write.covers(reading, plan, row)) {
        refusals.right(Problem.at(one.place(), "notFound"));
      } else if (!write.covers(right, plan, row)) {
        refusals.right(Problem.at(one.place(), "forbidden"));
      } else {
        Draft draft = Draft.change(plan, one.inside(), one.id(), row);
        if (isStale(write, plan, one, draft.version())) {
          refusals.conflict(
              Problem.at(one.place(), "staleVersion").with("version", draft.version()));
        } else if (drafts.put(one.id(), write.keep(draft)) != null) {
          refusals.conflict(Problem.at(one.place(), "record.repeatedInBatch"));
        }
      }
    }
    refusals.stopIfAny();
    return drafts;
  }

  private boolean isStale(Write write, EntityPlan plan, Wanted one, long present) {
    Long read = one.version();
    if (read == null || read == present) {
      return false;
    }
    if (read > present || one.fields() == null) {
      return true;
    }
    Set<Integer> fields = new HashSet<>();
    for (String key : one.fields()) {
      Field field = plan.entity().field(key);
      if (field != null) {
        fields.add(field.id());
      }
    }
    return !overtakes.isHarmless(write, plan, one.id(), read, present, fields);
  }
}
