package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.Diagnostic;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates of the years 0001 to 9999; an instant lies in those years of UTC. */
public final class Dates {

  static final int MAX_DAYS = 1_200_000;
  static final int MAX_MONTHS = 40_000;
  static final int MAX_YEARS = 3_333;
  static final int MAX_HOURS = 28_000_000;
  static final int MAX_MINUTES = 1_000_000_000;

  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Pattern ISO_DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

  private Dates() {}

  static @Nullable LocalDate fit(Arguments a, LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      a.report(Diagnostic.NO_SUCH_DATE);
      return null;
    }
    return date;
  }

  static @Nullable Instant fit(Arguments a, Instant instant) {
    if (instant.isBefore(EARLIEST) || !instant.isBefore(END)) {
      a.report(Diagnostic.NO_SUCH_DATE);
      return null;
    }
    return instant;
  }

  static @Nullable LocalDate of(Arguments a, int year, int month, int day) {
    try {
      return fit(a, LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      a.report(Diagnostic.NO_SUCH_DATE);
      return null;
    }
  }

  static @Nullable LocalDate parse(Arguments a, String text) {
    Matcher matcher = ISO_DATE.matcher(Texts.trim(text));
    if (!matcher.matches()) {
      a.report(Diagnostic.UNREADABLE_TEXT);
      return null;
    }
    return of(a, part(matcher, 1), part(matcher, 2), part(matcher, 3));
  }

  private static int part(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Local time of an instant; null where its year is not one of ours. */
  static @Nullable LocalDateTime local(Arguments a, Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, a.context().zone());
    return fit(a, local.toLocalDate()) == null ? null : local;
  }

  /**
   * The instant of a local time. In the hour that a clock skips, by the offset before; in the hour
   * that it repeats, the later one: PostgreSQL's choice.
   */
  public static Instant instant(LocalDateTime local, ZoneId zone) {
    return ZonedDateTime.of(local, zone).withLaterOffsetAtOverlap().toInstant();
  }

  /** The day in the year, or 28 February where the year has no 29th. */
  static @Nullable LocalDate anniversary(Arguments a, LocalDate date, int year) {
    if (year < 1 || year > 9999) {
      a.report(Diagnostic.NO_SUCH_DATE);
      return null;
    }
    return date.withYear(year);
  }
}
