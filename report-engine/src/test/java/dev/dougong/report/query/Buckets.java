package dev.dougong.report.query;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Names of groups as answers write them, made in Java. */
final class Buckets {

  private Buckets() {}

  static @Nullable Object first(@Nullable LocalDate day, String part) {
    if (day == null) {
      return null;
    }
    LocalDate first =
        switch (part) {
          case "year" -> day.withDayOfYear(1);
          case "quarter" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
          case "month" -> day.withDayOfMonth(1);
          case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          default -> day;
        };
    return first.toString();
  }

  static @Nullable Object range(@Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    int[] bounds = {0, 1000, 5000};
    int place = 0;
    while (place < bounds.length && value.compareTo(BigDecimal.valueOf(bounds[place])) >= 0) {
      place++;
    }
    return "{\"from\":"
        + (place == 0 ? "null" : bounds[place - 1])
        + ",\"to\":"
        + (place == bounds.length ? "null" : bounds[place])
        + "}";
  }

  static @Nullable String region(@Nullable String code, String level) {
    int length = level.equals("province") ? 2 : 4;
    return code == null ? null : code.substring(0, length) + "0".repeat(6 - length);
  }

  static @Nullable Object step(@Nullable Long value) {
    if (value == null) {
      return null;
    }
    long from = Math.floorDiv(value, 3) * 3;
    return "{\"from\":" + from + ",\"to\":" + (from + 3) + "}";
  }
}
