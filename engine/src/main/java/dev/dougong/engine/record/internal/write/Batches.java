package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.Upserted;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Many operations on one entity, set-wise: all creates and changes in one go, then the deletes.
 * Each record may be named once.
 */
final class Batches {

  private final IdSource ids;
  private final InputReader input;
  private final Openings openings;
  private final DraftWriter writer;
  private final Deletes deletes;

  Batches(IdSource ids, InputReader input, Openings openings, DraftWriter writer, Deletes deletes) {
    this.ids = ids;
    this.input = input;
    this.openings = openings;
    this.writer = writer;
    this.deletes = deletes;
  }

  List<Upserted> run(Write write, EntityPlan plan, List<Operation> operations) {
    List<Openings.Wanted> changed = new ArrayList<>();
    List<Openings.Wanted> deleted = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      String place = "/operations/" + i;
      if (operations.get(i) instanceof Operation.Patch patch) {
        changed.add(
            new Openings.Wanted(
                place,
                place + "/values",
                patch.id(),
                patch.version(),
                Openings.keys(patch.values())));
      } else if (operations.get(i) instanceof Operation.Delete delete) {
        deleted.add(new Openings.Wanted(place, place, delete.id(), delete.version(), Set.of()));
      } else if (!write.access().entity(plan.entity()).mayCreate()) {
        throw new AccessException(Problem.at(place, "forbidden"));
      }
    }
    Map<UUID, Draft> existing = new HashMap<>();
    if (!changed.isEmpty()) {
      existing.putAll(openings.open(write, plan, changed, RecordTable.Lock.CHANGE));
    }
    Map<UUID, Draft> leaving =
        deleted.isEmpty() ? Map.of() : openings.open(write, plan, deleted, RecordTable.Lock.DELETE);
    List<Draft> all = read(write, plan, operations, existing, leaving);
    List<Draft> written = new ArrayList<>(all);
    written.removeAll(leaving.values());
    writer.write(write, plan, written);
    if (!leaving.isEmpty()) {
      deletes.delete(write, plan, leaving);
    }
    List<Upserted> result = new ArrayList<>(all.size());
    for (Draft draft : all) {
      result.add(new Upserted(draft.toRecord(), draft.isNew()));
    }
    return result;
  }

  private List<Draft> read(
      Write write,
      EntityPlan plan,
      List<Operation> operations,
      Map<UUID, Draft> existing,
      Map<UUID, Draft> leaving) {
    List<Draft> all = new ArrayList<>(operations.size());
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      if (operation instanceof Operation.Create create) {
        String inside = "/operations/" + i + "/values";
        Draft draft = write.keep(Draft.create(plan, inside, ids.next()));
        all.add(take(write, draft, create.values()));
      } else if (operation instanceof Operation.Patch patch) {
        Draft draft = Objects.requireNonNull(existing.get(patch.id()));
        if (leaving.containsKey(patch.id())) {
          write.add(Problem.at("/operations/" + i, "record.repeatedInBatch"));
        }
        all.add(take(write, draft, patch.values()));
      } else if (operation instanceof Operation.Delete delete) {
        all.add(Objects.requireNonNull(leaving.get(delete.id())));
      }
    }
    return all;
  }

  private Draft take(Write write, Draft draft, ObjectNode values) {
    input.read(write, draft, values);
    return draft;
  }
}
