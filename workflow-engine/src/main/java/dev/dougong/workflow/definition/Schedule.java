package dev.dougong.workflow.definition;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moments that come again and again, as the five parts of a Unix crontab: minute, hour, day of the
 * month, month, day of the week. Immutable.
 */
public final class Schedule {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** Comes on no day: 30 February. */
  public static final Schedule NEVER = new Schedule("", PARSER.parse("0 0 30 2 *"));

  private final String text;
  private final ExecutionTime times;

  private Schedule(String text, Cron cron) {
    this.text = text;
    this.times = ExecutionTime.forCron(cron);
  }

  /** The schedule, or empty where the text is none. */
  public static Optional<Schedule> parse(String text) {
    try {
      return Optional.of(new Schedule(text, PARSER.parse(text).validate()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The next moment after another one in a zone; null where none comes. */
  public @Nullable Instant next(Instant after, ZoneId zone) {
    return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant).orElse(null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schedule schedule && schedule.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
