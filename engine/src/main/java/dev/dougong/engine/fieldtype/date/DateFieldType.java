package dev.dougong.engine.fieldtype.date;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.DateTexts;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A day of the years 1 to 9999, without time or zone. Text is read as {@link DateTexts} says. */
@ApplicationScoped
public final class DateFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final String EXAMPLE = "2024-01-05";

  @Override
  public String id() {
    return "date";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.DATE;
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
    if (raw.length() == EXAMPLE.length() && raw.charAt(4) == '-') {
      try {
        LocalDate date = LocalDate.parse(raw);
        if (date.getYear() > 0) {
          return date;
        }
      } catch (DateTimeException e) {
        // told below, with all other texts that are no day
      }
    }
    parsing.add(TextValues.notReadable(raw, EXAMPLE));
    return null;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    LocalDate date = DateTexts.date(text);
    if (date == null) {
      parsing.add(TextValues.notReadable(text, EXAMPLE));
    }
    return date;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
