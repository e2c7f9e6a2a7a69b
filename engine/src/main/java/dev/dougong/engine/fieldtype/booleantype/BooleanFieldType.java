package dev.dougong.engine.fieldtype.booleantype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Yes or no. */
@ApplicationScoped
public final class BooleanFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final Set<String> YES =
      Set.of("是", "对", "有", "真", "√", "✓", "✔", "yes", "y", "true", "t", "1", "on");
  private static final Set<String> NO =
      Set.of("否", "不是", "错", "无", "没有", "假", "×", "x", "✗", "no", "n", "false", "f", "0", "off");

  @Override
  public String id() {
    return "boolean";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.BOOLEAN;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (!json.isNull() && !(json.isTextual() && json.textValue().isEmpty())) {
      parsing.add(TextValues.wrongType("boolean", json));
    }
    return null;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text).toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return null;
    }
    if (YES.contains(plain)) {
      return true;
    }
    if (NO.contains(plain)) {
      return false;
    }
    parsing.add(TextValues.notReadable(text, "是 / yes"));
    return null;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return ShownValues.yesOrNo((Boolean) value, locale);
  }
}
