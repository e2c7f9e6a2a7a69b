package dev.dougong.engine.fieldtype.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.fieldtype.ReferenceValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points at one record of the entity; by default a record that is pointed at cannot be deleted. */
@ApplicationScoped
public final class ReferenceFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"type":"string","minLength":1,"maxLength":63},
 "onDelete":{"enum":["restrict","clear","cascade"]},
 "ofUnit":{"type":"string","minLength":1,"maxLength":63}},
 "required":["entity"]}
""");

  @Override
  public String id() {
    return "reference";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.REFERENCE;
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
  public @Nullable String unitField(FieldDefinition field) {
    return field.text("ofUnit");
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return ReferenceValues.reference(json, List.of(), parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return ReferenceValues.referenceText(text, "", parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
