package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.RowInput;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the values of a write; tells everything that is wrong with them. */
final class InputReader {

  private final FieldTypes types;
  private final IdSource ids;

  InputReader(FieldTypes types, IdSource ids) {
    this.types = types;
    this.ids = ids;
  }

  /** Takes the values into the draft. References by natural key stay to be resolved. */
  void read(Write write, Draft draft, ObjectNode values) {
    Entity entity = draft.plan().entity();
    EntityAccess access = write.access().entity(entity);
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String key = entry.getKey();
      Field field = entity.field(key);
      if (field == null || !access.isShown(field)) {
        write.add(
            Problem.at(place(draft, key), "record.unknownField")
                .with("field", key)
                .near(Expressions.near(key, visibleKeys(entity, access))));
      } else if (!(access.mayEnter(field) && field.isWritable()) && !isTakenOver(write, field)) {
        write.add(
            Problem.at(place(draft, key), "record.readOnlyField")
                .with("label", Write.label(field)));
      } else if (access.isMasked(field) && isMask(field, entry.getValue(), draft)) {
        write.add(
            Problem.at(place(draft, key), "record.maskedValue").with("label", Write.label(field)));
      } else {
        draft.name(field, parse(write, draft, field, entry.getValue()));
      }
    }
  }

  /** Whether what comes back is what was shown, or looks like it: nobody means that as a value. */
  private static boolean isMask(Field field, JsonNode json, Draft draft) {
    if (!json.isTextual()) {
      return false;
    }
    String text = json.textValue().strip();
    Map<Integer, Object> before = draft.before();
    Object stored = before == null ? null : before.get(field.id());
    return (stored != null && text.equals(field.type().mask(stored.toString())))
        || (text.indexOf('*') >= 0 && text.equals(field.type().mask(text)));
  }

  private static String place(Draft draft, String key) {
    return draft.place() + Problem.pointer(key);
  }

  private static boolean isTakenOver(Write write, Field field) {
    return write.access().mayTakeOver()
        && (field.derivation() instanceof Derivation.Numbered
            || field.id() == SystemField.CREATED_AT.id());
  }

  private static List<String> visibleKeys(Entity entity, EntityAccess access) {
    List<String> keys = new ArrayList<>();
    for (Field field : entity.allFields()) {
      if (access.isShown(field)) {
        keys.add(field.key());
      }
    }
    return keys;
  }

  private @Nullable Object parse(Write write, Draft draft, Field field, JsonNode json) {
    Object value =
        field
            .type()
            .parse(
                json,
                field.definition(),
                types.parsing(
                    write.metadata().zone(),
                    problem -> write.add(problem.below(place(draft, field.key())))));
    if (value instanceof List<?> many && !many.isEmpty() && many.get(0) instanceof RowInput) {
      return rows(write, field, many, place(draft, field.key()));
    }
    return value;
  }

  private List<TableRow> rows(Write write, Field table, List<?> inputs, String place) {
    Map<String, Field> byKey = new HashMap<>();
    for (Field inner : table.rowFields()) {
      byKey.put(inner.key(), inner);
    }
    Set<UUID> seen = new HashSet<>();
    List<TableRow> rows = new ArrayList<>();
    for (Object one : inputs) {
      RowInput input = (RowInput) one;
      UUID id = input.id() == null ? ids.next() : input.id();
      String rowPlace = place + "/" + rows.size();
      if (!seen.add(id)) {
        write.add(Problem.at(rowPlace + "/id", "record.repeatedRow"));
      }
      Map<Integer, Object> values = new HashMap<>();
      for (Map.Entry<String, Object> entry : input.values().entrySet()) {
        Field inner = byKey.get(entry.getKey());
        if (inner != null && inner.isWritable()) {
          values.put(inner.id(), entry.getValue());
        }
      }
      rows.add(new TableRow(id, values));
    }
    return rows;
  }
}
