package dev.dougong.engine.timeline.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.timeline.TimelineRow;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Behind which entry a page begins: {@code <microseconds>.<key>}. */
record TimelineCursor(long micros, String key) {

  private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,18})\\.([A-Za-z0-9-]{1,80})");
  private static final long MICROS = 1_000_000;

  /** Dates have the years 1 to 9999; a day more on both sides is for zones. */
  private static final long FIRST = micros(Instant.parse("0000-12-31T00:00:00Z"));

  private static final long LAST = micros(Instant.parse("+10000-01-02T00:00:00Z"));

  /** The units of Java count by nanoseconds on the way, which end in the year 2262. */
  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
  }

  static TimelineCursor of(TimelineRow row) {
    return new TimelineCursor(micros(row.at()), row.key());
  }

  static TimelineCursor read(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
    long micros = Long.parseLong(found.group(1));
    if (micros < FIRST || micros > LAST) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
    return new TimelineCursor(micros, found.group(2));
  }

  String text() {
    return micros + "." + key;
  }

  Sql condition() {
    Instant at =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
    return Sql.of("(e.at, e.key) < (")
        .bind(SqlType.TIMESTAMPTZ, at)
        .add(", ")
        .bind(SqlType.TEXT, key)
        .add(" collate \"C\")");
  }
}
