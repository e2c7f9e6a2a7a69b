package dev.dougong.engine.fieldtype.barcode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code as a scanner gives it: visible ASCII. With the option {@code format} its digits are
 * counted and the check digit is tested (EAN-13, EAN-8, UPC-A; IMEI by Luhn).
 */
@ApplicationScoped
public final class BarcodeFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "format":{"enum":["any","ean13","ean8","upcA","imei"]},
 "maxLength":{"type":"integer","minimum":1,"maximum":200}}}
""");

  private static final int LONGEST = 100;
  private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Map<String, Integer> LENGTHS =
      Map.of("ean13", 13, "ean8", 8, "upcA", 12, "imei", 15);

  @Override
  public String id() {
    return "barcode";
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
    String plain = TextValues.plain(text);
    String format = field.text("format");
    if (plain.isEmpty()) {
      return null;
    }
    if (format == null || format.equals("any")) {
      if (VISIBLE.matcher(plain).matches()) {
        return TextValues.within(plain, 1, field.number("maxLength", LONGEST), parsing);
      }
      parsing.add(TextValues.notReadable(text, "6901234567892"));
      return null;
    }
    String digits = plain.replaceAll("\\.0+$", "").replaceAll("[ -]", "");
    int length = LENGTHS.getOrDefault(format, 0);
    if (digits.length() != length || !DIGITS.matcher(digits).matches()) {
      parsing.add(
          Problem.of("barcode.digits")
              .with("value", TextValues.shown(text))
              .with("count", length)
              .with("format", format));
      return null;
    }
    if (!(format.equals("imei") ? luhn(digits) : modulo10(digits))) {
      parsing.add(Problem.of("barcode.checkDigit").with("value", digits));
      return null;
    }
    return digits;
  }

  /** Every second digit from the right is doubled; the digits of the products are added. */
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** Every second digit from the right counts three times. */
  private static boolean modulo10(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : digit * 3;
    }
    return sum % 10 == 0;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return value.toString();
  }
}
