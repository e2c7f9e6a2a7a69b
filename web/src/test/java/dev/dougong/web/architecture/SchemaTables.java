package dev.dougong.web.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** JSON Schemas as tables of Markdown: one row for each property, inner ones by their path. */
final class SchemaTables {

  private static final int DEEPEST = 4;

  private final JsonNode root;
  private final StringBuilder out = new StringBuilder();

  private SchemaTables(JsonNode root) {
    this.root = root;
  }

  /** The properties of a document. */
  static String document(JsonNode schema) {
    SchemaTables tables = new SchemaTables(schema);
    tables.head();
    tables.rows(schema, "", 0, Set.of());
    return tables.out.toString();
  }

  /** The properties that every field has. */
  static String fields(JsonNode entity, Set<String> common) {
    SchemaTables tables = new SchemaTables(entity);
    tables.head();
    JsonNode any = entity.path("$defs").path("field_text");
    for (String name : common) {
      JsonNode property = any.path("properties").path(name);
      boolean isRequired = name.equals("key") || name.equals("type");
      tables.row(name, property, isRequired);
    }
    return tables.out.toString();
  }

  /** What each field type has besides. */
  static String types(JsonNode entity, Set<String> common) {
    SchemaTables tables = new SchemaTables(entity);
    tables.out.append("| type | property | must | shape |\n|---|---|---|---|\n");
    for (JsonNode type :
        entity.path("$defs").path("field").path("properties").path("type").path("enum")) {
      JsonNode definition = entity.path("$defs").path("field_" + type.asText());
      List<String> own = new ArrayList<>();
      definition.path("properties").fieldNames().forEachRemaining(own::add);
      own.removeAll(common);
      if (own.isEmpty()) {
        tables.out.append("| `").append(type.asText()).append("` | | | |\n");
      }
      for (String name : own) {
        boolean isRequired = contains(definition.path("required"), name);
        tables
            .out
            .append("| `" + type.asText() + "` | `" + name + "` | " + (isRequired ? "yes" : ""))
            .append(" | " + tables.shape(definition.path("properties").path(name)) + " |\n");
      }
    }
    return tables.out.toString();
  }

  /** What each type of an open kind has besides what all have: {@code node}, {@code trigger}. */
  static String types(JsonNode schema, String of) {
    return types(schema, of, schema.path("$defs").path(of).path("properties"));
  }

  /** What each type has in the {@code options} of the document. */
  static String options(JsonNode schema, String of) {
    return types(schema, of, schema.path("properties"));
  }

  private static String types(JsonNode schema, String of, JsonNode common) {
    SchemaTables tables = new SchemaTables(schema);
    tables.out.append("| type | property | must | shape | what |\n|---|---|---|---|---|\n");
    for (JsonNode type : common.path("type").path("enum")) {
      JsonNode definition = schema.path("$defs").path(of + "_" + type.asText());
      boolean isBare = true;
      for (Map.Entry<String, JsonNode> entry : definition.path("properties").properties()) {
        if (!common.has(entry.getKey())) {
          isBare = false;
          tables.out.append("| `").append(type.asText()).append("` ");
          boolean isRequired = contains(definition.path("required"), entry.getKey());
          tables.row(entry.getKey(), entry.getValue(), isRequired);
        }
      }
      if (isBare) {
        tables.out.append("| `").append(type.asText()).append("` | | | | |\n");
      }
    }
    return tables.out.toString();
  }

  /** Names of the properties that all field types share. */
  static Set<String> common(JsonNode entity) {
    Set<String> common = null;
    for (Map.Entry<String, JsonNode> entry : entity.path("$defs").properties()) {
      if (entry.getKey().startsWith("field_")) {
        Set<String> names = new TreeSet<>();
        entry.getValue().path("properties").fieldNames().forEachRemaining(names::add);
        if (common == null) {
          common = names;
        } else {
          common.retainAll(names);
        }
      }
    }
    return common == null ? Set.of() : common;
  }

  private void head() {
    out.append("| property | must | shape | what |\n|---|---|---|---|\n");
  }

  private void rows(JsonNode schema, String prefix, int depth, Set<String> seen) {
    for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
      JsonNode property = entry.getValue();
      String path = prefix + entry.getKey();
      row(path, property, contains(schema.path("required"), entry.getKey()));
      JsonNode target = resolve(property);
      boolean isArray = target.has("items");
      JsonNode inner = isArray ? innermost(target.path("items")) : target;
      String name = property.path("$ref").asText() + target.path("items").path("$ref").asText();
      boolean isShared = name.endsWith("/label") || name.endsWith("/field") || seen.contains(name);
      if (inner.has("properties") && depth < DEEPEST && !isShared) {
        Set<String> more = new TreeSet<>(seen);
        if (!name.isEmpty()) {
          more.add(name);
        }
        rows(inner, path + (isArray ? "[]." : "."), depth + 1, more);
      }
    }
  }

  /** Of several shapes the one that has properties. */
  private JsonNode innermost(JsonNode items) {
    JsonNode target = resolve(items);
    for (JsonNode choice : target.path("anyOf")) {
      if (choice.has("properties")) {
        return choice;
      }
    }
    return target;
  }

  private void row(String path, JsonNode property, boolean isRequired) {
    out.append("| `").append(path).append("` | ").append(isRequired ? "yes" : "").append(" | ");
    out.append(shape(property)).append(" | ");
    out.append(property.path("description").asText(resolve(property).path("description").asText()));
    out.append(" |\n");
  }

  private String shape(JsonNode property) {
    String ref = property.path("$ref").asText();
    if (!ref.isEmpty()) {
      return ref.substring(ref.lastIndexOf('/') + 1);
    }
    if (property.has("enum")) {
      List<String> values = new ArrayList<>();
      property.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
      return String.join(", ", values);
    }
    if (property.has("items")) {
      return "list of " + shape(property.path("items")) + limits(property);
    }
    if (property.has("anyOf")) {
      List<String> choices = new ArrayList<>();
      property.path("anyOf").forEach(choice -> choices.add(shape(choice)));
      return String.join(" or ", choices);
    }
    JsonNode type = property.path("type");
    List<String> types = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else {
      types.add(type.asText("anything"));
    }
    return String.join(" or ", types) + limits(property);
  }

  private static String limits(JsonNode property) {
    List<String> limits = new ArrayList<>();
    for (String name : List.of("minLength", "minItems", "minimum")) {
      if (property.has(name)) {
        limits.add("from " + property.path(name).asText());
      }
    }
    for (String name : List.of("maxLength", "maxItems", "maxProperties", "maximum")) {
      if (property.has(name)) {
        limits.add("up to " + property.path(name).asText());
      }
    }
    return limits.isEmpty() ? "" : " (" + String.join(", ", limits) + ")";
  }

  private JsonNode resolve(JsonNode property) {
    String ref = property.path("$ref").asText();
    return ref.startsWith("#/$defs/")
        ? root.path("$defs").path(ref.substring("#/$defs/".length()))
        : property;
  }

  private static boolean contains(JsonNode list, String value) {
    for (JsonNode item : list) {
      if (item.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }
}
