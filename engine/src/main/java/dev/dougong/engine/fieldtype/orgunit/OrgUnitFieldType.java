package dev.dougong.engine.fieldtype.orgunit;

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

/** A unit of the organisation tree, by id or {@code {"key":…}}. */
@ApplicationScoped
public final class OrgUnitFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  @Override
  public String id() {
    return "orgUnit";
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
    return new ReferenceTarget.ToOrgUnit();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return ReferenceValues.reference(json, List.of("key"), parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return ReferenceValues.referenceText(text, "key", parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
