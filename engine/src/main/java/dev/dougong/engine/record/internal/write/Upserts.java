package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records.Upserted;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes or changes records by a natural key. What exists is found set-wise and locked; a record
 * that another writer makes in between is met again by the next attempt.
 */
final class Upserts {

  private final IdSource ids;
  private final FieldTypes types;
  private final InputReader input;
  private final NaturalKeys naturalKeys;
  private final Openings openings;
  private final DraftWriter writer;

  Upserts(
      IdSource ids,
      FieldTypes types,
      InputReader input,
      NaturalKeys naturalKeys,
      Openings openings,
      DraftWriter writer) {
    this.ids = ids;
    this.types = types;
    this.input = input;
    this.naturalKeys = naturalKeys;
    this.openings = openings;
    this.writer = writer;
  }

  List<Upserted> run(Write write, EntityPlan plan, List<String> key, List<ObjectNode> records) {
    List<Field> fields = fields(write, plan, key);
    Map<List<Object>, Integer> places = places(write, fields, records);
    write.stopIfWrong();
    Map<List<Object>, UUID> there =
        naturalKeys.find(write, plan.entity(), fields, places.keySet(), false);
    List<Openings.Wanted> wanted = new ArrayList<>();
    Map<Integer, UUID> existing = new HashMap<>();
    places.forEach(
        (values, index) -> {
          UUID id = there.get(values);
          if (id != null) {
            String place = "/records/" + index;
            wanted.add(new Openings.Wanted(place, place, id, null));
            existing.put(index, id);
          }
        });
    Map<UUID, Draft> open =
        wanted.isEmpty() ? Map.of() : openings.open(write, plan, wanted, RecordTable.Lock.CHANGE);
    if (wanted.size() < records.size() && !write.access().entity(plan.entity()).mayCreate()) {
      throw new AccessException(Problem.of("forbidden"));
    }
    List<Draft> drafts = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      UUID id = existing.get(i);
      Draft draft =
          id == null
              ? write.keep(Draft.create(plan, "/records/" + i, ids.next()))
              : Objects.requireNonNull(open.get(id));
      input.read(write, draft, records.get(i));
      drafts.add(draft);
    }
    writer.write(write, plan, drafts);
    List<Upserted> result = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      result.add(new Upserted(draft.toRecord(), draft.isNew()));
    }
    return result;
  }

  private static List<Field> fields(Write write, EntityPlan plan, List<String> key) {
    for (List<Field> unique : plan.uniques()) {
      Set<String> names = new HashSet<>();
      boolean isReadable = true;
      for (Field field : unique) {
        names.add(field.key());
        isReadable &= write.access().field(plan.entity(), field) != FieldAccess.HIDDEN;
      }
      if (isReadable && key.size() == names.size() && names.containsAll(key)) {
        return unique;
      }
    }
    throw new InputException(Problem.at("/key", "record.noNaturalKey").with("fields", key));
  }

  /** The place of each record by its key; a key that stands twice is a problem. */
  private Map<List<Object>, Integer> places(
      Write write, List<Field> fields, List<ObjectNode> records) {
    Map<List<Object>, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < records.size(); i++) {
      List<Object> values = new ArrayList<>();
      for (Field field : fields) {
        String place = "/records/" + i + Problem.pointer(field.key());
        Object value = value(write, field, records.get(i).get(field.key()), place);
        if (value != null) {
          values.add(value);
        }
      }
      if (values.size() == fields.size() && places.putIfAbsent(values, i) != null) {
        write.add(Problem.at("/records/" + i, "record.repeatedInBatch"));
      }
    }
    return places;
  }

  private @Nullable Object value(Write write, Field field, @Nullable JsonNode json, String place) {
    int before = write.problemCount();
    Object value =
        json == null
            ? null
            : field
                .type()
                .parse(
                    json,
                    field.definition(),
                    types.parsing(
                        write.metadata().zone(), problem -> write.add(problem.below(place))));
    if ((value == null || value instanceof ReferenceKey) && write.problemCount() == before) {
      write.add(Problem.at(place, "record.keyMissing").with("label", Write.label(field)));
    }
    return value;
  }
}
