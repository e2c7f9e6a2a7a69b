package dev.dougong.web.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.packages.DataDays;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of the cells of a package's data file: references by natural key, several values
 * between bars, rows of tables as JSON. Whatever cannot be read is passed on as text, so that the
 * write path refuses it by its place.
 */
final class CellReader {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String BAR = "\\|";

  private final Metadata metadata;
  private final Entity entity;
  private final Directory directory;
  private final ObjectMapper mapper;
  private final DataDays days;

  CellReader(
      Metadata metadata, Entity entity, Directory directory, ObjectMapper mapper, DataDays days) {
    this.metadata = metadata;
    this.entity = entity;
    this.directory = directory;
    this.mapper = mapper;
    this.days = days;
  }

  /** Values of the wanted columns that are not empty. */
  ObjectNode read(Map<String, String> row, Predicate<String> isWanted) {
    ObjectNode values = JSON.objectNode();
    row.forEach(
        (column, cell) -> {
          if (isWanted.test(column) && cell != null && !cell.isEmpty()) {
            @Nullable Field field = entity.field(column);
            values.set(column, field == null ? JSON.textNode(cell) : value(field, cell));
          }
        });
    return values;
  }

  private JsonNode value(Field field, String cell) {
    if (isSystem(field, "owner")) {
      return id(directory.user(cell), cell);
    }
    if (isSystem(field, "orgUnit")) {
      return id(directory.orgUnit(cell), cell);
    }
    return switch (field.kind()) {
      case TEXT, TIME, DURATION, SEALED -> JSON.textNode(cell);
      case DATE, DATE_TIME ->
          JSON.textNode(days.moved(entity.key(), field.key(), field.kind(), cell));
      case INTEGER, DECIMAL -> number(cell);
      case BOOLEAN ->
          cell.equals("true") || cell.equals("false")
              ? JSON.booleanNode(cell.equals("true"))
              : JSON.textNode(cell);
      case TEXT_LIST -> list(cell, JSON::textNode);
      case REFERENCE -> reference(field, cell);
      case REFERENCE_LIST -> list(cell, one -> reference(field, one));
      case TABLE, JSON -> json(cell);
    };
  }

  private static boolean isSystem(Field field, String key) {
    return field.isSystem() && field.key().equals(key);
  }

  private JsonNode reference(Field field, String cell) {
    ReferenceTarget target = field.target();
    if (target instanceof ReferenceTarget.ToUser) {
      return id(directory.user(cell), cell);
    }
    if (target instanceof ReferenceTarget.ToOrgUnit) {
      return id(directory.orgUnit(cell), cell);
    }
    if (target instanceof ReferenceTarget.ToEntity to) {
      List<Field> key = metadata.entity(to.entity()).naturalKey();
      if (key.size() == 1) {
        Field only = key.get(0);
        return JSON.objectNode()
            .set(only.key(), only.kind() == ValueKind.TEXT ? JSON.textNode(cell) : number(cell));
      }
      return json(cell);
    }
    return JSON.textNode(cell);
  }

  private static JsonNode id(@Nullable UUID id, String cell) {
    return JSON.textNode(id == null ? cell : id.toString());
  }

  private static ArrayNode list(
      String cell, java.util.function.Function<String, ? extends JsonNode> item) {
    ArrayNode items = JSON.arrayNode();
    for (String one : cell.split(BAR, -1)) {
      items.add(item.apply(one));
    }
    return items;
  }

  private static JsonNode number(String cell) {
    try {
      return JSON.numberNode(new BigDecimal(cell));
    } catch (NumberFormatException e) {
      return JSON.textNode(cell);
    }
  }

  private JsonNode json(String cell) {
    try {
      return mapper.readTree(cell);
    } catch (JsonProcessingException e) {
      return JSON.textNode(cell);
    }
  }
}
