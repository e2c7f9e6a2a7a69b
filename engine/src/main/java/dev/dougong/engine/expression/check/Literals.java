package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.Numbers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as texts: dates and references are written as texts next to what they are compared with.
 */
final class Literals {

  /** A null whose type follows from its neighbours; told by identity. */
  static final Expression.Constant NULL =
      new Expression.Constant(ValueType.of(dev.dougong.engine.value.ValueKind.JSON), null);

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
  private static final Pattern DURATION =
      Pattern.compile("-?P([0-9]{1,6}D)?(T([0-9]{1,8}H)?([0-9]{1,9}M)?([0-9]{1,9}S)?)?");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final DateTimeFormatter TIME_TEXT =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Literals() {}

  /** The value of the type that the text writes; null where it is none. */
  static @Nullable Object read(String text, ValueType type) {
    try {
      return switch (type.kind()) {
        case TEXT, SEALED -> text;
        case INTEGER, DECIMAL -> new BigDecimal(text);
        case BOOLEAN -> text.equals("true");
        case DATE -> DATE.matcher(text).matches() ? year(LocalDate.parse(text)) : null;
        case TIME -> TIME.matcher(text).matches() ? LocalTime.parse(text) : null;
        case DATE_TIME -> instant(text);
        case DURATION -> DURATION.matcher(text).matches() ? Duration.parse(text) : null;
        case REFERENCE -> ID.matcher(text).matches() ? UUID.fromString(text) : null;
        case TEXT_LIST, REFERENCE_LIST, TABLE, JSON -> null;
      };
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable LocalDate year(LocalDate date) {
    return date.getYear() >= 1 ? date : null;
  }

  private static @Nullable Instant instant(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    boolean isInRange =
        !instant.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
            && instant.isBefore(Instant.parse("+10000-01-01T00:00:00Z"));
    return isInRange ? instant : null;
  }

  /** The text of a value; {@link #read} gives the value back. */
  static String write(Object value) {
    if (value instanceof BigDecimal number) {
      return Numbers.text(number);
    }
    return value instanceof LocalTime time ? TIME_TEXT.format(time) : value.toString();
  }

  /** In the language: texts in quotes, with their escapes. */
  static String print(Expression.Constant constant) {
    Object value = constant.value();
    return switch (constant.type().kind()) {
      case INTEGER, DECIMAL, BOOLEAN -> value == null ? "null" : write(value);
      case TEXT -> value == null ? "\"\"" : quote(value.toString());
      default -> value == null ? "null" : quote(write(Objects.requireNonNull(value)));
    };
  }

  static String quote(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }
}
