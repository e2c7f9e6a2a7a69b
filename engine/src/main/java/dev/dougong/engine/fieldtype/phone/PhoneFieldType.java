package dev.dougong.engine.fieldtype.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Encryption;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number, stored as E.164 ({@code +8613812345678}) and shown as its country writes it.
 * Numbers without a country code are of the option {@code region} (CN where not said). Extensions
 * are refused: E.164 has none.
 */
@ApplicationScoped
public final class PhoneFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{"region":{"type":"string","minLength":2,"maxLength":2},
 "encrypted":{"type":"boolean"}}}
""");

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final Pattern FLOATING =
      Pattern.compile("\\d{5,20}\\.0+|\\d\\.\\d{1,20}[eE]\\+?\\d{1,2}");
  private static final int LONGEST = 40;
  private static final int MOBILE_LENGTH = 11;
  private static final int COVERED = 4;

  @Override
  public String id() {
    return "phone";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return Encryption.kind(field);
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    if (!NUMBERS.getSupportedRegions().contains(region(field))) {
      problems.add(Problem.at("/region", "phone.badRegion").with("value", region(field)));
    }
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    return raw == null ? null : parseText(raw, field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text).replaceAll("\\p{Cf}", "");
    if (plain.isEmpty()) {
      return null;
    }
    if (region(field).equals("CN") && isBareMobileOfChina(plain)) {
      return "+86" + plain.substring(plain.length() - MOBILE_LENGTH);
    }
    try {
      if (plain.length() <= LONGEST) {
        PhoneNumber number = NUMBERS.parse(digitsOfCell(plain), region(field));
        if (number.hasExtension()) {
          parsing.add(Problem.of("phone.extension").with("value", TextValues.shown(text)));
          return null;
        }
        String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
        if (isMobileOfChina(e164) || NUMBERS.isValidNumber(number)) {
          return e164;
        }
      }
    } catch (NumberParseException e) {
      // told below, with all other texts that are no number
    }
    parsing.add(Problem.of("phone.invalid").with("value", TextValues.shown(text)));
    return null;
  }

  /** Spreadsheets keep phone numbers as floating point: {@code 13812345678.0}, {@code 1.38E10}. */
  private static String digitsOfCell(String plain) {
    return FLOATING.matcher(plain).matches()
        ? new BigDecimal(plain).setScale(0, RoundingMode.DOWN).toPlainString()
        : plain;
  }

  /** Known by its shape alone, because new number ranges open more often than libraries change. */
  private static boolean isMobileOfChina(String e164) {
    return e164.length() == 14
        && e164.startsWith("+861")
        && e164.charAt(4) >= '3'
        && e164.charAt(4) <= '9';
  }

  /** {@code 13812345678} or {@code +8613812345678}: what most are, and quickly known. */
  private static boolean isBareMobileOfChina(String plain) {
    boolean hasCode = plain.startsWith("+86");
    int first = hasCode ? 3 : 0;
    if (plain.length() != first + MOBILE_LENGTH) {
      return false;
    }
    for (int i = first; i < plain.length(); i++) {
      if (plain.charAt(i) < '0' || plain.charAt(i) > '9') {
        return false;
      }
    }
    return isMobileOfChina(hasCode ? plain : "+86" + plain);
  }

  private static String region(FieldDefinition field) {
    String region = field.text("region");
    return region == null ? "CN" : region;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    String e164 = value.toString();
    boolean isAtHome = region(field).equals("CN");
    if (isAtHome && isMobileOfChina(e164)) {
      return e164.substring(3, 6) + " " + e164.substring(6, 10) + " " + e164.substring(10);
    }
    try {
      PhoneNumber number = NUMBERS.parse(e164, null);
      if (!region(field).equals(NUMBERS.getRegionCodeForNumber(number))) {
        return NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL);
      }
      String national = NUMBERS.format(number, PhoneNumberFormat.NATIONAL);
      return isAtHome && national.startsWith("0") ? national.replaceFirst(" ", "-") : national;
    } catch (NumberParseException e) {
      return e164;
    }
  }

  @Override
  public boolean canMask() {
    return true;
  }

  /** {@code 138****1234}; of others the beginning and the last digits, four are always covered. */
  @Override
  public String mask(String value) {
    if (value.indexOf('*') >= 0) {
      return value;
    }
    String number = isMobileOfChina(value) ? value.substring(3) : value;
    int tail = number.length() >= MOBILE_LENGTH ? 4 : 2;
    int head = Math.max(0, number.length() - tail - COVERED);
    return number.substring(0, head)
        + "*".repeat(COVERED)
        + number.substring(Math.max(head, number.length() - tail));
  }

  @Override
  public boolean isFoundWhole() {
    return true;
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return isMobileOfChina(value.toString())
        ? value.toString().substring(3)
        : format(value, field, Locale.ROOT).replaceAll("\\D", "");
  }
}
