package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import org.jspecify.annotations.Nullable;

/** Which of the fields that documents name a reader sees, whole or in part. */
record FieldSight(Access access) {

  /** The field that a column, place of a form or figure names; empty for none. */
  static String key(JsonNode entry) {
    return entry.isTextual() ? entry.asText() : entry.path("field").asText();
  }

  /** Whether the reader sees the values of the field, or their masks. */
  boolean isShown(Entity entity, String path) {
    Field field = named(entity, path);
    return field != null && access.entity(entity).isShown(field);
  }

  /** Whether the reader sees the values of the field, and not only their masks. */
  boolean isWhole(Entity entity, String path) {
    Field field = named(entity, path);
    return field != null && access.field(entity, field) != FieldAccess.HIDDEN;
  }

  /** The terms of a sort by what the reader sees whole. */
  ArrayNode sorted(Entity entity, JsonNode terms) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (JsonNode term : terms) {
      String key = term.asText();
      if (isWhole(entity, key.startsWith("-") ? key.substring(1) : key)) {
        shown.add(term);
      }
    }
    return shown;
  }

  private static @Nullable Field named(Entity entity, String path) {
    int dot = path.indexOf('.');
    return entity.field(dot < 0 ? path : path.substring(0, dot));
  }
}
