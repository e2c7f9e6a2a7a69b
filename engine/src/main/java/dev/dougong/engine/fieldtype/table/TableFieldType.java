package dev.dougong.engine.fieldtype.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.ReferenceValues;
import dev.dougong.engine.fieldtype.RowInput;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of fields of their own, in the order that people gave them. What the engine computes in a
 * row may be sent along and is passed over. Tables do not hold tables.
 */
@ApplicationScoped
public final class TableFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "fields":{"type":"array","minItems":1,"maxItems":50,"items":{}},
 "max":{"type":"integer","minimum":1,"maximum":500}},
 "required":["fields"]}
""");

  private static final String ID = "id";
  private static final int MOST = 500;
  private static final int LONGEST_CELL = 100_000;

  @Override
  public String id() {
    return "table";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TABLE;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < field.fields().size(); i++) {
      FieldDefinition inner = field.fields().get(i);
      if (inner.type().equals(id())) {
        problems.add(Problem.at("/fields/" + i + "/type", "table.nested"));
      }
      if (!keys.add(inner.key()) || inner.key().equals(ID)) {
        problems.add(
            Problem.at("/fields/" + i + "/key", "fieldOption.repeatedValue")
                .with("value", inner.key()));
      }
    }
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    if (json.isNull() || (json.isTextual() && json.textValue().isEmpty())) {
      return null;
    }
    if (!json.isArray()) {
      parsing.add(TextValues.wrongType("array", json));
      return null;
    }
    int most = field.number("max", MOST);
    if (json.size() > most) {
      parsing.add(Problem.of("value.tooMany").with("max", most).with("count", json.size()));
      return null;
    }
    List<RowInput> rows = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < json.size(); i++) {
      FieldParsing here = parsing.below("/" + i);
      RowInput row = row(json.get(i), field, here);
      if (row != null && row.id() != null && !ids.add(row.id())) {
        here.add(Problem.at("/id", "value.repeated").with("value", row.id().toString()));
      } else if (row != null) {
        rows.add(row);
      }
    }
    return rows.isEmpty() || rows.size() < json.size() ? null : List.copyOf(rows);
  }

  private static @Nullable RowInput row(
      JsonNode json, FieldDefinition field, FieldParsing parsing) {
    if (!json.isObject()) {
      parsing.add(TextValues.wrongType("object", json));
      return null;
    }
    UUID id = null;
    Map<String, Object> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> i = json.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = i.next();
      FieldDefinition inner = inner(field, entry.getKey());
      if (entry.getKey().equals(ID)) {
        id = id(entry.getValue(), problems);
      } else if (inner == null) {
        problems.add(ReferenceValues.unknownKey(entry.getKey(), keys(field)));
      } else {
        parsing
            .telling(problems::add)
            .below(Problem.pointer(entry.getKey()))
            .parseEntered(entry.getValue(), inner)
            .ifPresent(value -> values.put(inner.key(), value));
      }
    }
    problems.forEach(parsing::add);
    return problems.isEmpty() ? new RowInput(id, values) : null;
  }

  private static @Nullable UUID id(JsonNode json, List<Problem> problems) {
    UUID id = json.isTextual() ? ReferenceValues.uuid(json.textValue()) : null;
    if (id == null && !json.isNull()) {
      problems.add(Problem.at("/" + ID, "value.notAnId").with("value", TextValues.shown(json)));
    }
    return id;
  }

  private static @Nullable FieldDefinition inner(FieldDefinition field, String key) {
    for (FieldDefinition inner : field.fields()) {
      if (inner.key().equals(key)) {
        return inner;
      }
    }
    return null;
  }

  private static List<String> keys(FieldDefinition field) {
    return field.fields().stream().map(FieldDefinition::key).toList();
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_CELL) {
        return parse(ValueJson.mapper().readTree(text), field, parsing);
      }
    } catch (IOException e) {
      // told below: a cell holds rows as JSON or not at all
    }
    parsing.add(TextValues.notReadable(text, "[{\"name\":\"…\"}]"));
    return null;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return ShownValues.rows(((List<?>) value).size(), locale);
  }
}
