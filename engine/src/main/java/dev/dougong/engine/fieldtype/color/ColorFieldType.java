package dev.dougong.engine.fieldtype.color;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A colour, stored as {@code #rrggbb} in lower case. */
@ApplicationScoped
public final class ColorFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final Pattern COLOR = Pattern.compile("#?([0-9a-f]{6}|[0-9a-f]{3})");

  @Override
  public String id() {
    return "color";
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
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    return raw == null ? null : parseText(raw, field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text).toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return null;
    }
    Matcher color = COLOR.matcher(plain);
    if (!color.matches()) {
      parsing.add(TextValues.notReadable(text, "#1a73e8"));
      return null;
    }
    String digits = color.group(1);
    return "#" + (digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1"));
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
