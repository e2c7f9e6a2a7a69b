package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading of exact decimals. Nothing is rounded; what does not fit is a problem. */
public final class NumberValues {

  /** More places than any field stores. */
  public static final int MOST_PLACES = 12;

  private static final int MOST_DIGITS = 30;

  /** More bits than any number with {@link #MOST_DIGITS} digits and places has. */
  private static final int MOST_BITS = 400;

  private static final int LONGEST_TEXT = 64;
  private static final Pattern PLAIN = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
  private static final Pattern WRITTEN =
      Pattern.compile(
          "([+-]?)(\\d{1,3}(?:,\\d{3})+|\\d{1,4}(?:,\\d{4})+|\\d{1,40})?(\\.\\d{0,40})?"
              + "([eE][+-]?\\d{1,2})?([千万亿]?)");
  private static final List<String> YUAN = List.of("元", "圆", "块", "RMB", "人民币");
  private static final Map<String, Integer> POWERS = Map.of("", 0, "千", 3, "万", 4, "亿", 8);

  private NumberValues() {}

  /**
   * The number of the JSON, below 10^30 and with at most twelve places; a JSON text is taken where
   * it is a plain decimal, for writers without exact numbers. Null for JSON null and empty text,
   * and with a problem.
   */
  public static @Nullable BigDecimal number(JsonNode json, FieldParsing parsing) {
    if (json.isNull() || (json.isTextual() && json.textValue().isEmpty())) {
      return null;
    }
    if (json.isTextual() && PLAIN.matcher(json.textValue()).matches()) {
      return inRange(new BigDecimal(json.textValue()), parsing);
    }
    if (!json.isNumber()) {
      parsing.add(TextValues.wrongType("number", json));
      return null;
    }
    if (json.isFloat() || json.isDouble()) {
      double inexact = json.doubleValue();
      return Double.isFinite(inexact)
          ? inRange(new BigDecimal(Double.toString(inexact)), parsing)
          : outOfRange(parsing);
    }
    if (json.isBigInteger()) {
      BigInteger big = json.bigIntegerValue();
      return big.bitLength() > MOST_BITS
          ? outOfRange(parsing)
          : inRange(new BigDecimal(big), parsing);
    }
    return inRange(json.decimalValue(), parsing);
  }

  /**
   * The number that a person wrote: {@code 1,234.50}, {@code (5)} for -5, {@code 1.2万}, {@code
   * 1.38E+10}. Null for blank text, and with a problem.
   */
  public static @Nullable BigDecimal numberText(String text, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    if (text.length() <= LONGEST_TEXT) {
      BigDecimal number = written(TextValues.plain(text).replace(" ", ""));
      if (number != null) {
        return inRange(number, parsing);
      }
    }
    parsing.add(TextValues.notReadable(text, "1234.56"));
    return null;
  }

  private static @Nullable BigDecimal written(String plain) {
    boolean isNegative = plain.length() > 2 && plain.startsWith("(") && plain.endsWith(")");
    String bare = isNegative ? plain.substring(1, plain.length() - 1) : plain;
    Matcher number = WRITTEN.matcher(bare.replace('−', '-'));
    if (!number.matches()) {
      return null;
    }
    String whole = number.group(2) == null ? "" : number.group(2).replace(",", "");
    String places = number.group(3) == null ? "" : number.group(3);
    if (whole.isEmpty() && places.length() < 2) {
      return null;
    }
    String exponent = number.group(4) == null ? "" : number.group(4);
    BigDecimal amount = new BigDecimal(number.group(1) + "0" + whole + places + exponent);
    amount = amount.scaleByPowerOfTen(POWERS.getOrDefault(number.group(5), 0));
    return isNegative ? amount.negate() : amount;
  }

  /**
   * The number where it keeps the places and the options {@code min} and {@code max}, else null.
   */
  public static @Nullable BigDecimal within(
      @Nullable BigDecimal number, int places, FieldDefinition field, FieldParsing parsing) {
    if (number == null) {
      return null;
    }
    if (number.scale() > places) {
      parsing.add(Problem.of("value.tooManyPlaces").with("places", places));
      return null;
    }
    BigDecimal min = option(field, "min");
    if (min != null && number.compareTo(min) < 0) {
      parsing.add(Problem.of("value.tooSmall").with("min", min.toPlainString()));
      return null;
    }
    BigDecimal max = option(field, "max");
    if (max != null && number.compareTo(max) > 0) {
      parsing.add(Problem.of("value.tooBig").with("max", max.toPlainString()));
      return null;
    }
    return number;
  }

  /** Checks the options {@code min} and {@code max} against each other. */
  public static void checkRange(FieldDefinition field, ProblemSink problems) {
    BigDecimal min = option(field, "min");
    BigDecimal max = option(field, "max");
    if (min != null && max != null && min.compareTo(max) > 0) {
      problems.add(
          Problem.at("/min", "fieldOption.minAboveMax")
              .with("min", min.toPlainString())
              .with("max", max.toPlainString()));
    }
  }

  /** With a comma after each three digits and at least so many places: {@code 1,234.50}. */
  public static String grouped(BigDecimal number, int places) {
    BigDecimal shown = number.scale() < places ? number.setScale(places) : number;
    String plain = shown.abs().toPlainString();
    int point = plain.indexOf('.');
    StringBuilder text = new StringBuilder(plain);
    for (int i = (point < 0 ? plain.length() : point) - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return shown.signum() < 0 ? text.insert(0, '-').toString() : text.toString();
  }

  /** The same, with the option {@code unit} behind it. */
  public static String withUnit(BigDecimal number, int places, FieldDefinition field) {
    String unit = field.text("unit");
    String text = grouped(number, places);
    return unit == null || unit.isEmpty() ? text : text + " " + unit;
  }

  /** The text without the option {@code unit} at its end, if it stands there. */
  public static String withoutUnit(String text, FieldDefinition field) {
    String unit = field.text("unit");
    String bare = text.strip();
    return unit != null && !unit.isEmpty() && bare.endsWith(unit)
        ? bare.substring(0, bare.length() - unit.length())
        : text;
  }

  /** The currency of the option {@code currency}, CNY where not said; null where there is none. */
  public static @Nullable Currency currency(FieldDefinition field) {
    String code = field.text("currency");
    try {
      return Currency.getInstance(code == null ? "CNY" : code);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The amount that a person wrote, with or without the sign or code of the field's currency. */
  public static @Nullable BigDecimal moneyText(
      String text, FieldDefinition field, FieldParsing parsing) {
    Currency currency = currency(field);
    String bare = TextValues.plain(text);
    if (currency == null || bare.length() > LONGEST_TEXT) {
      return numberText(text, parsing);
    }
    String sign = currency.getSymbol(Locale.CHINA);
    List<String> signs =
        new ArrayList<>(currency.getCurrencyCode().equals("CNY") ? YUAN : List.of());
    signs.add(currency.getCurrencyCode());
    signs.add(currency.getSymbol(Locale.US));
    signs.add(sign);
    signs.add(sign.substring(sign.length() - 1));
    signs.sort(Comparator.comparingInt(String::length).reversed());
    for (String one : signs) {
      if (bare.contains(one) && bare.length() > one.length()) {
        return numberText(bare.replace(one, ""), parsing);
      }
    }
    return numberText(bare, parsing);
  }

  /** An amount with the sign of its currency: {@code ¥1,234.50}, {@code -US$5.00}. */
  public static String money(BigDecimal amount, int places, FieldDefinition field, Locale locale) {
    Currency currency = currency(field);
    String sign = currency == null ? "" : currency.getSymbol(locale);
    return (amount.signum() < 0 ? "-" : "") + sign + grouped(amount.abs(), places);
  }

  /** A fraction as a percentage: {@code 12.5%}. */
  public static String percent(BigDecimal fraction) {
    return grouped(ValueJson.canonical(fraction.movePointRight(2)), 0) + "%";
  }

  private static @Nullable BigDecimal option(FieldDefinition field, String name) {
    JsonNode node = field.options().get(name);
    return node != null && node.isNumber() ? node.decimalValue() : null;
  }

  private static @Nullable BigDecimal inRange(BigDecimal number, FieldParsing parsing) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (number.unscaledValue().bitLength() > MOST_BITS
        || (long) number.precision() - number.scale() > MOST_DIGITS) {
      return outOfRange(parsing);
    }
    if (number.scale() > MOST_PLACES && number.stripTrailingZeros().scale() > MOST_PLACES) {
      parsing.add(Problem.of("value.tooManyPlaces").with("places", MOST_PLACES));
      return null;
    }
    return ValueJson.canonical(number);
  }

  private static @Nullable BigDecimal outOfRange(FieldParsing parsing) {
    parsing.add(Problem.of("value.outOfRange"));
    return null;
  }
}
