package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is being compiled. */
final class Drafts {

  final Map<String, EntityDraft> entities = new LinkedHashMap<>();
  final Map<Integer, FieldDraft> fieldsById = new HashMap<>();
  final List<Problem> problems = new ArrayList<>();
  final List<Problem> warnings = new ArrayList<>();

  @Nullable EntityDraft entity(String key) {
    return entities.get(key);
  }

  /** All fields with those of rows, in the order of the documents. */
  List<FieldDraft> allFields() {
    List<FieldDraft> all = new ArrayList<>();
    for (EntityDraft entity : entities.values()) {
      for (FieldDraft field : entity.fields) {
        all.add(field);
        all.addAll(field.rows);
      }
    }
    return all;
  }

  /** The field of the id, or null for system fields. */
  @Nullable FieldDraft field(int id) {
    return fieldsById.get(id);
  }

  Collection<String> entityKeys() {
    return entities.keySet();
  }
}
