package dev.dougong.engine.fieldtype.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of the field {@code of} in the record that the reference field {@code via} points at.
 * Its kind is the kind of that field, which only the metadata knows.
 */
@ApplicationScoped
public final class LookupFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "via":{"type":"string","minLength":1,"maxLength":63},
 "of":{"type":"string","minLength":1,"maxLength":63}},
 "required":["via","of"]}
""");

  @Override
  public String id() {
    return "lookup";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TEXT;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public Derivation derivation(FieldDefinition field) {
    String via = field.text("via");
    String of = field.text("of");
    return new Derivation.Lookup(via == null ? "" : via, of == null ? "" : of);
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    if (!json.isNull()) {
      parsing.add(Problem.of("value.computed"));
    }
    return null;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (!text.isBlank()) {
      parsing.add(Problem.of("value.computed"));
    }
    return null;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return format(value, field, locale, ZoneOffset.UTC) + (value instanceof Instant ? " UTC" : "");
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale, ZoneId zone) {
    return ShownValues.any(value, field, locale, zone);
  }
}
