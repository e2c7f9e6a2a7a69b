package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds people by words of the quick search, and by whole values of encrypted fields. */
@Singleton
public final class PersonSearch {

  private static final int MOST = 10;

  private final RecordQueries queries;
  private final FieldTypes types;
  private final ObjectMapper mapper;

  /** Over the records that the asker may read. */
  @Inject
  public PersonSearch(RecordQueries queries, FieldTypes types, ObjectMapper mapper) {
    this.queries = queries;
    this.types = types;
    this.mapper = mapper;
  }

  /** Entities of people whom the asker may erase. */
  static List<Entity> entities(Access access) {
    return access.metadata().entities().stream()
        .filter(Entity::isPerson)
        .filter(entity -> access.entity(entity).mayErase())
        .toList();
  }

  /** At most ten of each entity, as far as the asker may see them. */
  ArrayNode find(Access access, String words) {
    ArrayNode items = mapper.createArrayNode();
    for (Entity entity : entities(access)) {
      Map<String, ObjectNode> found = new LinkedHashMap<>();
      if (entity.fields().stream().anyMatch(field -> field.definition().searched())) {
        take(access, entity, null, words, found);
      }
      String filter = filter(access, entity, words);
      if (filter != null) {
        take(access, entity, filter, null, found);
      }
      found.values().forEach(items::add);
    }
    return items;
  }

  private @Nullable String filter(Access access, Entity entity, String words) {
    List<String> terms = new ArrayList<>();
    for (Field field : entity.personal()) {
      if (field.kind() == ValueKind.SEALED
          && access.entity(entity).field(field) != FieldAccess.HIDDEN) {
        Object value =
            field
                .type()
                .parseText(
                    words,
                    field.definition(),
                    types.parsing(access.metadata().zone(), problem -> {}));
        if (value instanceof SealedText sealed) {
          String text = types.seals().open(sealed, field.id());
          terms.add(field.key() + " == " + TextNode.valueOf(text));
        }
      }
    }
    return terms.isEmpty() ? null : String.join(" || ", terms);
  }

  private void take(
      Access access,
      Entity entity,
      @Nullable String filter,
      @Nullable String words,
      Map<String, ObjectNode> found) {
    Field title = entity.title();
    List<String> fields = new ArrayList<>();
    for (Field field : entity.personal()) {
      if (access.entity(entity).isShown(field) && isShort(field)) {
        fields.add(field.key());
      }
    }
    String called = title != null && access.entity(entity).isShown(title) ? title.key() : "";
    if (!called.isEmpty() && !fields.contains(called)) {
      fields.add(called);
    }
    ListQuery query =
        new ListQuery(entity.key(), filter, List.of(), fields, words, MOST, null, false, false);
    for (JsonNode item : list(access, query).path("items")) {
      found.computeIfAbsent(
          item.path("id").asText(),
          id -> {
            ObjectNode person = mapper.createObjectNode();
            person
                .put("entity", entity.key())
                .put("label", entity.definition().label().in(access.locale(), entity.key()))
                .put("id", id)
                .put("title", item.path(called).asText(""));
            ArrayNode values = person.putArray("values");
            for (String key : fields) {
              Field field = entity.field(key);
              if (field != null && !key.equals(called) && item.path(key).isTextual()) {
                values
                    .addObject()
                    .put("label", field.definition().label().in(access.locale(), key))
                    .put("value", item.path(key).textValue());
              }
            }
            return person;
          });
    }
  }

  private static boolean isShort(Field field) {
    return field.kind() == ValueKind.TEXT || field.kind() == ValueKind.SEALED;
  }

  private JsonNode list(Access access, ListQuery query) {
    try {
      return mapper.readTree(JsonAnswers.of(out -> queries.list(access, query, out)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
