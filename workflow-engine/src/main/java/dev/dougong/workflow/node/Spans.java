package dev.dougong.workflow.node;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/** Spans of ISO-8601, counted on the calendar of a zone. */
public final class Spans {

  private Spans() {}

  /** The moment that is a span after another; {@code -P1D} lies before it. */
  public static Instant after(Instant from, String span, ZoneId zone) {
    int t = span.indexOf('T');
    String sign = span.startsWith("-") ? "-" : "";
    String date = t < 0 ? span : span.substring(0, t);
    Period days = date.endsWith("P") ? Period.ZERO : Period.parse(date);
    Duration time = t < 0 ? Duration.ZERO : Duration.parse(sign + "P" + span.substring(t));
    return from.atZone(zone).plus(days).plus(time).toInstant();
  }
}
