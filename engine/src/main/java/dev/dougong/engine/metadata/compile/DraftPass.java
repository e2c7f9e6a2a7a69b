package dev.dougong.engine.metadata.compile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads entity documents, gives ids, finds types; reports duplicates, reserved and unknown names.
 */
final class DraftPass {

  /** Words of the expression language. */
  private static final Set<String> WORDS = Set.of("true", "false", "null", "in");

  private final FieldTypes types;
  private final SystemFields systemFields;
  private final Ids ids;
  private final Drafts drafts;

  DraftPass(FieldTypes types, SystemFields systemFields, Ids ids, Drafts drafts) {
    this.types = types;
    this.systemFields = systemFields;
    this.ids = ids;
    this.drafts = drafts;
  }

  void run(Map<String, ObjectNode> documents) {
    Map<String, EntityDefinition> definitions = new LinkedHashMap<>();
    documents.forEach((key, document) -> definitions.put(key, EntityReader.read(document)));
    // What was renamed claims its id before something new takes its old key.
    definitions.values().stream()
        .filter(definition -> !definition.formerKeys().isEmpty())
        .forEach(ids::entity);
    definitions.forEach(this::read);
  }

  private void read(String key, EntityDefinition definition) {
    ProblemSink sink =
        problem -> drafts.problems.add(problem.with("document", "entities/" + key + ".json"));
    EntityDraft entity =
        new EntityDraft(
            ids.entity(definition),
            definition,
            sink,
            systemFields.of(definition.key()),
            new DraftScope());
    drafts.entities.put(key, entity);
    List<FieldDefinition> fields = definition.fields();
    claim(entity.id, 0, fields);
    for (int i = 0; i < fields.size(); i++) {
      FieldDraft field = field(entity, null, fields.get(i), "/fields/" + i);
      if (field != null) {
        entity.fields.add(field);
        entity.byKey.put(field.key(), field);
      }
    }
  }

  private @Nullable FieldDraft field(
      EntityDraft entity, @Nullable FieldDraft table, FieldDefinition definition, String place) {
    String key = definition.key();
    boolean isReserved =
        WORDS.contains(key) || (table == null ? isSystem(entity, key) : key.equals("id"));
    if (isReserved) {
      entity.problems.add(Problem.at(place + "/key", "metadata.reservedKey").with("value", key));
      return null;
    }
    Map<String, FieldDraft> known = table == null ? entity.byKey : table.rowsByKey;
    if (known.containsKey(key)) {
      entity.problems.add(Problem.at(place + "/key", "metadata.duplicateKey").with("value", key));
      return null;
    }
    FieldType type = types.find(definition.type());
    if (type == null) {
      entity.problems.add(unknownType(definition.type()).below(place + "/type"));
      return null;
    }
    type.check(definition, entity.problems.below(place));
    int id = ids.field(entity.id, table == null ? 0 : table.id, definition);
    FieldDraft field =
        new FieldDraft(id, entity, table, definition, types.of(type, definition, id), place);
    drafts.fieldsById.put(id, field);
    if (table != null && !mayBeInRows(field)) {
      field.report("type", Problem.of("metadata.notInRows").with("value", type.id()));
    }
    if (field.kind == ValueKind.TABLE && table == null) {
      List<FieldDefinition> rows = definition.fields();
      claim(entity.id, id, rows);
      for (int i = 0; i < rows.size(); i++) {
        FieldDraft row = field(entity, field, rows.get(i), place + "/fields/" + i);
        if (row != null) {
          field.rows.add(row);
          field.rowsByKey.put(row.key(), row);
        }
      }
    }
    return field;
  }

  /**
   * Renamed fields claim their ids; a key may pass from one to the next, so the last goes first.
   */
  private void claim(int entity, int table, List<FieldDefinition> fields) {
    List<FieldDefinition> open = new ArrayList<>(fields);
    open.removeIf(field -> field.formerKeys().isEmpty() || types.find(field.type()) == null);
    while (!open.isEmpty()) {
      FieldDefinition next =
          open.stream()
              .filter(field -> ids.isFree(entity, table, field.key()))
              .findFirst()
              .orElse(open.get(0));
      ids.field(entity, table, next);
      open.remove(next);
    }
  }

  private Problem unknownType(String written) {
    List<String> known = List.copyOf(types.ids());
    return Problem.of("metadata.unknownFieldType")
        .with("value", written)
        .with("known", known)
        .near(Expressions.near(written, known));
  }

  private static boolean isSystem(EntityDraft entity, String key) {
    return entity.systemFields.stream().anyMatch(field -> field.key().equals(key));
  }

  private static boolean mayBeInRows(FieldDraft field) {
    return field.kind != ValueKind.TABLE
        && (field.derivation instanceof Derivation.Entered
            || field.derivation instanceof Derivation.Formula);
  }
}
