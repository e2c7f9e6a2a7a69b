package dev.dougong.engine.fieldtype.file;

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

/** Files of any type, by the ids of the file store. See {@link FileValues}. */
@ApplicationScoped
public final class FileFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "max":{"type":"integer","minimum":1,"maximum":100},
 "maxSize":{"type":"integer","minimum":1}}}
""");

  @Override
  public String id() {
    return "file";
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
    return FileValues.files(json, field, 20, Set.of(), parsing);
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
