package dev.dougong.engine.fieldtype.multireference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.ListValues;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.fieldtype.ReferenceValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points at several records of the entity, each once, in the order of choice. */
@ApplicationScoped
public final class MultiReferenceFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"type":"string","minLength":1,"maxLength":63},
 "max":{"type":"integer","minimum":1,"maximum":1000},
 "onDelete":{"enum":["restrict","clear"]}},
 "required":["entity"]}
""");

  private static final int MOST = 100;

  @Override
  public String id() {
    return "multiReference";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.REFERENCE_LIST;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public ReferenceTarget target(FieldDefinition field) {
    return ReferenceValues.toEntity(field);
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return ListValues.list(
        json,
        field.number("max", MOST),
        parsing,
        (element, here) -> ReferenceValues.reference(element, List.of(), here));
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return ListValues.listText(
        text,
        field.number("max", MOST),
        parsing,
        (part, here) -> ReferenceValues.referenceText(part, "", here));
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return ListValues.joined(value, locale, Object::toString);
  }
}
