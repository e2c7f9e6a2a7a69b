package dev.dougong.workflow.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/**
 * A distance on the calendar and on the clock; both may be negative.
 *
 * @param days years, months and days, counted on the calendar of a zone
 * @param time added afterwards
 */
public record Span(Period days, Duration time) {

  /** Reads ISO-8601: {@code -P1D}, {@code P2Y}, {@code PT24H}, {@code P1DT12H}. */
  public static Span parse(String text) {
    int t = text.indexOf('T');
    String sign = text.startsWith("-") ? "-" : "";
    String date = t < 0 ? text : text.substring(0, t);
    Period days = date.endsWith("P") ? Period.ZERO : Period.parse(date);
    Duration time = t < 0 ? Duration.ZERO : Duration.parse(sign + "P" + text.substring(t));
    return new Span(days, time);
  }

  /** The moment that lies so far after another. */
  public Instant after(Instant from, ZoneId zone) {
    return from.atZone(zone).plus(days).plus(time).toInstant();
  }

  /** The moment that lies so far before another. */
  public Instant before(Instant until, ZoneId zone) {
    return until.atZone(zone).minus(days).minus(time).toInstant();
  }
}
