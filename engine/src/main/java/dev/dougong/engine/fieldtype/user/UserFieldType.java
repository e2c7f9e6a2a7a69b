package dev.dougong.engine.fieldtype.user;

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

/** A user of the workspace, by id or {@code {"username":…}}. */
@ApplicationScoped
public final class UserFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  @Override
  public String id() {
    return "user";
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
    return new ReferenceTarget.ToUser();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return ReferenceValues.reference(json, List.of("username"), parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return ReferenceValues.referenceText(text, "username", parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
