package dev.dougong.engine.fieldtype.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.DateTexts;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A time of day to the second. JSON is {@code 09:30} or {@code 09:30:00}. */
@ApplicationScoped
public final class TimeFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final String EXAMPLE = "09:30";

  @Override
  public String id() {
    return "time";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TIME;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    if (raw == null || raw.isEmpty()) {
      return null;
    }
    try {
      if (raw.length() == 5 || raw.length() == 8) {
        return LocalTime.parse(raw);
      }
    } catch (DateTimeException e) {
      // told below, with all other texts that are no time
    }
    parsing.add(TextValues.notReadable(raw, EXAMPLE));
    return null;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    LocalTime time = DateTexts.time(text);
    if (time == null) {
      parsing.add(TextValues.notReadable(text, EXAMPLE));
    }
    return time;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return ShownValues.time((LocalTime) value);
  }
}
