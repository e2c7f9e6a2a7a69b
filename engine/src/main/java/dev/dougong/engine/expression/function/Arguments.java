package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.Diagnostic;
import dev.dougong.engine.expression.EvaluationContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that a function is called with. The typed readers are for arguments that are there.
 */
public final class Arguments {

  private final EvaluationContext context;
  private final Object[] values;

  /** Keeps the array. */
  public Arguments(EvaluationContext context, Object... values) {
    this.context = context;
    this.values = values;
  }

  EvaluationContext context() {
    return context;
  }

  int size() {
    return values.length;
  }

  @Nullable Object value(int i) {
    return values[i];
  }

  boolean isNull(int i) {
    return value(i) == null;
  }

  boolean hasNull() {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }

  private <T> T as(Class<T> type, int i) {
    return Objects.requireNonNull(type.cast(values[i]));
  }

  BigDecimal number(int i) {
    return as(BigDecimal.class, i);
  }

  String text(int i) {
    return as(String.class, i);
  }

  /** A text, where null is the empty text. */
  String textOrEmpty(int i) {
    return isNull(i) ? "" : text(i);
  }

  LocalDate date(int i) {
    return as(LocalDate.class, i);
  }

  LocalTime time(int i) {
    return as(LocalTime.class, i);
  }

  Instant dateTime(int i) {
    return as(Instant.class, i);
  }

  Duration duration(int i) {
    return as(Duration.class, i);
  }

  UUID id(int i) {
    return as(UUID.class, i);
  }

  List<?> list(int i) {
    return isNull(i) ? List.of() : as(List.class, i);
  }

  /** A number, its fraction cut off; null and a diagnostic where it is beyond the limit. */
  @Nullable Integer integer(int i, int limit) {
    BigDecimal whole = number(i).setScale(0, RoundingMode.DOWN);
    if (whole.abs().compareTo(BigDecimal.valueOf(limit)) > 0) {
      report(Diagnostic.NUMBER_OUT_OF_RANGE);
      return null;
    }
    return whole.intValueExact();
  }

  void report(Diagnostic diagnostic) {
    context.diagnostics().report(diagnostic);
  }
}
