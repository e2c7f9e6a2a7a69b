package dev.dougong.engine.timeline.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.timeline.TimelineRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Behind which entry a page begins: {@code <microseconds>.<key>}. */
record TimelineCursor(long micros, String key) {

  private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,16})\\.([A-Za-z0-9-]{1,80})");
  private static final long MICROS = 1_000_000;

  static TimelineCursor of(TimelineRow row) {
    return new TimelineCursor(ChronoUnit.MICROS.between(Instant.EPOCH, row.at()), row.key());
  }

  static TimelineCursor read(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
    return new TimelineCursor(Long.parseLong(found.group(1)), found.group(2));
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
