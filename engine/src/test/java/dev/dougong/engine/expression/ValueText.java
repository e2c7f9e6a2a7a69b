package dev.dougong.engine.expression;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as texts that are equal exactly when the values are. */
public final class ValueText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

  private ValueText() {}

  public static String of(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Instant instant) {
      return INSTANT.format(instant.atOffset(ZoneOffset.UTC));
    }
    if (value instanceof Duration duration) {
      return String.valueOf(duration.getSeconds());
    }
    return value instanceof LocalTime time ? TIME.format(time) : String.valueOf(value);
  }
}
