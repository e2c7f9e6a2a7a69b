package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.change.ChangeDocument;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entered values of a change back, where they still are as it left them. Several changes
 * of one record that belong together count as one.
 */
final class Reversal {

  private final Map<String, JsonNode> before = new HashMap<>();
  private final Map<String, JsonNode> after = new HashMap<>();

  /** A record that the reversal was applied to, and the fields that somebody changed since. */
  record Applied(@Nullable Draft draft, List<String> kept) {}

  /** Adds a change; older ones first. */
  void add(@Nullable String beforeText, @Nullable String afterText) {
    ObjectNode was = (ObjectNode) ChangeDocument.json(beforeText);
    ObjectNode is = (ObjectNode) ChangeDocument.json(afterText);
    Set<String> names = new HashSet<>();
    was.fieldNames().forEachRemaining(names::add);
    is.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      before.putIfAbsent(name, orNull(was.get(name)));
      after.put(name, orNull(is.get(name)));
    }
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  /**
   * A draft in which the values are as before the changes, without one where no value is still as
   * they left it.
   *
   * @param row the record as it is
   */
  Applied apply(EntityPlan plan, UUID id, Map<Integer, Object> row) {
    return apply(plan, id, row, field -> true);
  }

  /** The same for some fields. */
  Applied apply(EntityPlan plan, UUID id, Map<Integer, Object> row, Predicate<Field> isMeant) {
    Draft draft = Draft.change(plan, "", id, row);
    boolean isMoved = false;
    List<String> kept = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : before.entrySet()) {
      FieldPlan known = plan.findField(ChangeDocument.fieldId(entry.getKey()));
      if (known == null
          || known.formula() != null
          || !known.field().isWritable()
          || !isMeant.test(known.field())) {
        continue;
      }
      Field field = known.field();
      Object was = value(field, entry.getValue());
      if (Values.isSame(row.get(field.id()), value(field, after.get(entry.getKey())))) {
        draft.touch(field, was);
        isMoved = true;
      } else if (!Values.isSame(row.get(field.id()), was)) {
        kept.add(field.key());
      }
    }
    return new Applied(isMoved ? draft : null, kept);
  }

  private static @Nullable Object value(Field field, @Nullable JsonNode json) {
    return json == null || json.isNull() ? null : ChangeDocument.value(field, json);
  }
}
