package dev.dougong.form.link.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published form, and which of its fields a visitor fills in: those with a plain value of its own
 * that no link fixes. What points at other records would need a look at them, files would be kept
 * before anybody looked at them, and tables may hold both.
 */
final class LinkedForm {

  private static final String KIND = "form";
  private static final String FORMER = "formerKeys";

  private final String key;
  private final Label label;
  private final List<String> names = new ArrayList<>();
  private final Entity entity;
  private final List<Field> placed;
  private final Set<Integer> placedIds = new HashSet<>();
  private final Map<Integer, JsonNode> fixed;

  private LinkedForm(
      ObjectNode document, Entity entity, List<Field> placed, Map<Integer, JsonNode> fixed) {
    this.key = document.path("key").asText();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> text : document.path("label").properties()) {
      texts.put(text.getKey(), text.getValue().asText());
    }
    this.label = new Label(texts.isEmpty() ? Map.of("zh", key) : texts);
    names.add(key);
    document.path(FORMER).forEach(former -> names.add(former.asText()));
    this.entity = entity;
    this.placed = placed;
    placed.forEach(field -> placedIds.add(field.id()));
    this.fixed = fixed;
  }

  /**
   * The form of a key, now or before it was renamed.
   *
   * @param fixed by field id; values of fields that are gone are left out
   * @throws AccessException {@code notFound} where there is none
   */
  static LinkedForm of(Metadata metadata, String form, Map<Integer, JsonNode> fixed) {
    ObjectNode document = document(metadata, form);
    Entity entity = document == null ? null : metadata.findEntity(document.path("entity").asText());
    if (document == null || entity == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<Field> placed = new ArrayList<>();
    for (JsonNode section : document.path("layout")) {
      for (JsonNode entry : section.path("fields")) {
        Field field =
            entity.field(entry.isTextual() ? entry.asText() : entry.path("field").asText());
        if (field != null) {
          placed.add(field);
        }
      }
    }
    Map<Integer, JsonNode> kept = new LinkedHashMap<>();
    fixed.forEach(
        (id, value) -> {
          Field field = entity.findField(id);
          if (field != null && mayBeFixed(field)) {
            kept.put(id, value);
          }
        });
    return new LinkedForm(document, entity, placed, kept);
  }

  private static @Nullable ObjectNode document(Metadata metadata, String form) {
    Map<String, ObjectNode> all = metadata.documents(KIND);
    ObjectNode now = all.get(form);
    if (now != null) {
      return now;
    }
    for (ObjectNode document : all.values()) {
      for (JsonNode former : document.path(FORMER)) {
        if (former.asText().equals(form)) {
          return document;
        }
      }
    }
    return null;
  }

  /** Key in this version. */
  String key() {
    return key;
  }

  /** What people call the form; its key where it has no name. */
  Label label() {
    return label;
  }

  /** Keys that the form has and had. */
  List<String> names() {
    return names;
  }

  Entity entity() {
    return entity;
  }

  /** Ids of the fields that a visitor fills in. */
  Set<Integer> offered() {
    Set<Integer> ids = new LinkedHashSet<>();
    for (Field field : placed) {
      if (isOffered(field)) {
        ids.add(field.id());
      }
    }
    return ids;
  }

  boolean isOffered(@Nullable Field field) {
    return field != null
        && placedIds.contains(field.id())
        && !field.isSystem()
        && field.isWritable()
        && isPlain(field.kind())
        && !fixed.containsKey(field.id());
  }

  /** Keys of the form's fields that a visitor fills in, or never sees. */
  List<String> keys(boolean isOffered) {
    List<String> keys = new ArrayList<>();
    for (Field field : placed) {
      if (isOffered(field) == isOffered) {
        keys.add(field.key());
      }
    }
    return keys;
  }

  List<Field> fixedFields() {
    return fixed.keySet().stream().map(entity::field).toList();
  }

  /** Adds what the link fixes to what a visitor gave. */
  ObjectNode with(ObjectNode given) {
    ObjectNode all = given.deepCopy();
    fixed.forEach((id, value) -> all.set(entity.field(id).key(), value));
    return all;
  }

  /** Whether every record may get the same value of the field. */
  static boolean mayBeFixed(Field field) {
    return field.isWritable()
        && switch (field.kind()) {
          case REFERENCE, REFERENCE_LIST -> true;
          case TABLE, JSON, SEALED -> false;
          case TEXT, INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, TEXT_LIST ->
              !field.isSystem();
        };
  }

  private static boolean isPlain(ValueKind kind) {
    return switch (kind) {
      case TEXT, INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, TEXT_LIST, SEALED ->
          true;
      case REFERENCE, REFERENCE_LIST, TABLE, JSON -> false;
    };
  }
}
