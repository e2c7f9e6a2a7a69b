package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was: as it is, with the values that later changes replaced.
 *
 * @param before stored values by field id, null for none
 */
record PastRow(Entity entity, Row row, Map<Integer, @Nullable JsonNode> before) implements Row {

  @Override
  public @Nullable Object value(int fieldId) {
    if (!before.containsKey(fieldId)) {
      return row.value(fieldId);
    }
    JsonNode value = before.get(fieldId);
    Field field = entity.findField(fieldId);
    return value == null || field == null || field.kind() == ValueKind.TABLE
        ? null
        : ValueJson.read(value, field.kind());
  }

  @Override
  public @Nullable Row target(int fieldId) {
    return before.containsKey(fieldId) ? null : row.target(fieldId);
  }

  @Override
  public List<? extends Row> rows(int fieldId) {
    return before.containsKey(fieldId) ? List.of() : row.rows(fieldId);
  }
}
