package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entity while it is compiled. */
final class EntityDraft {

  final int id;
  final EntityDefinition definition;
  final ProblemSink problems;
  final List<Field> systemFields;
  final List<FieldDraft> fields = new ArrayList<>();
  final Map<String, FieldDraft> byKey = new LinkedHashMap<>();
  final Scope scope;

  EntityDraft(
      int id,
      EntityDefinition definition,
      ProblemSink problems,
      List<Field> systemFields,
      Scope scope) {
    this.id = id;
    this.definition = definition;
    this.problems = problems;
    this.systemFields = systemFields;
    this.scope = scope;
  }

  String key() {
    return definition.key();
  }

  /** Whether the key names a field of the document or a system field. */
  boolean has(String key) {
    return byKey.containsKey(key)
        || systemFields.stream().anyMatch(field -> field.key().equals(key));
  }
}
