package dev.dougong.engine.fieldtype.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FileValues;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A signature drawn by hand, kept as one picture. See {@link FileValues}. */
@ApplicationScoped
public final class SignatureFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  @Override
  public String id() {
    return "signature";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.JSON;
  }

  @Override
  public boolean holdsFiles() {
    return true;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return FileValues.files(
        json, field, 1, Set.of("image/png", "image/jpeg", "image/webp"), parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return FileValues.filesText(text, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return FileValues.names(value, locale);
  }
}
