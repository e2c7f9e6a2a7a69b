package dev.dougong.engine.fieldtype.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.NumberValues;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stars from one to the option {@code max} (five where not said). */
@ApplicationScoped
public final class RatingFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{"max":{"type":"integer","minimum":3,"maximum":10}}}
""");

  private static final int MOST = 5;
  private static final Pattern STARS = Pattern.compile("★{1,10}☆{0,10}");

  @Override
  public String id() {
    return "rating";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.INTEGER;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return stars(NumberValues.number(json, parsing), field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text);
    if (STARS.matcher(plain).matches()) {
      return stars(BigDecimal.valueOf(plain.chars().filter(c -> c == '★').count()), field, parsing);
    }
    return stars(
        NumberValues.numberText(text.replaceFirst("[星分]\\s*$", ""), parsing), field, parsing);
  }

  private static @Nullable Long stars(
      @Nullable BigDecimal number, FieldDefinition field, FieldParsing parsing) {
    if (number != null && number.signum() <= 0) {
      parsing.add(Problem.of("value.tooSmall").with("min", 1));
      return null;
    }
    BigDecimal most = BigDecimal.valueOf(field.number("max", MOST));
    if (number != null && number.compareTo(most) > 0) {
      parsing.add(Problem.of("value.tooBig").with("max", most));
      return null;
    }
    BigDecimal whole = NumberValues.within(number, 0, field, parsing);
    return whole == null ? null : whole.longValueExact();
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
