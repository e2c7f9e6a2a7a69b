package dev.dougong.report.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When something comes again.
 *
 * @param every unit
 * @param day of the week from Monday (1 to 7), or of the month (1 to 31; the last one of shorter
 *     months); 1 for each day
 * @param time of day in the zone of the application
 */
public record Rhythm(Every every, int day, LocalTime time) {

  private static final int LAST_DAY = 31;
  private static final int DAYS_OF_WEEK = 7;

  /** Refuses a day that the unit does not have. */
  public Rhythm {
    int last =
        switch (every) {
          case DAY -> 1;
          case WEEK -> DAYS_OF_WEEK;
          case MONTH -> LAST_DAY;
        };
    if (day < 1 || day > last) {
      throw new IllegalArgumentException("day: " + day + " is not in 1 to " + last);
    }
  }

  /** Units. */
  public enum Every {
    DAY,
    WEEK,
    MONTH;

    /** Its name in documents and answers. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads {@code {"every":"week","day":1,"time":"08:30"}}; null where it is none. */
  public static @Nullable Rhythm read(JsonNode json) {
    for (Every every : Every.values()) {
      if (json.path("every").asText().equals(every.key())) {
        try {
          LocalTime time = LocalTime.parse(json.path("time").asText());
          return new Rhythm(every, json.path("day").asInt(1), time.withSecond(0).withNano(0));
        } catch (DateTimeParseException | IllegalArgumentException e) {
          return null;
        }
      }
    }
    return null;
  }

  /** The same as it is read. */
  public ObjectNode write() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("every", every.key())
        .put("day", day)
        .put("time", time.toString());
  }

  /** The first moment after another one. */
  public Instant next(Instant after, ZoneId zone) {
    LocalDate date = first(LocalDate.ofInstant(after, zone));
    Instant at = at(date, zone);
    while (!at.isAfter(after)) {
      date =
          switch (every) {
            case DAY -> date.plusDays(1);
            case WEEK -> date.plusWeeks(1);
            case MONTH -> inMonth(date.withDayOfMonth(1).plusMonths(1));
          };
      at = at(date, zone);
    }
    return at;
  }

  private LocalDate first(LocalDate from) {
    return switch (every) {
      case DAY -> from;
      case WEEK -> from.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(day)));
      case MONTH -> inMonth(from);
    };
  }

  private LocalDate inMonth(LocalDate date) {
    return date.withDayOfMonth(Math.min(day, date.lengthOfMonth()));
  }

  private Instant at(LocalDate date, ZoneId zone) {
    return date.atTime(time).atZone(zone).toInstant();
  }
}
