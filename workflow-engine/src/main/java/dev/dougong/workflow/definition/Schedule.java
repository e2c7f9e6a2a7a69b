package dev.dougong.workflow.definition;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments that come again and again. Immutable; {@code toString} tells schedules apart. */
public interface Schedule {

  /** Comes on no day. */
  Schedule NEVER = (after, zone) -> null;

  /** The next moment after another one in a zone; null where none comes. */
  @Nullable Instant next(Instant after, ZoneId zone);

  /**
   * The five parts of a Unix crontab: minute, hour, day of the month, month, day of the week; empty
   * where the text is none.
   */
  static Optional<Schedule> crontab(String text) {
    try {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
      Cron cron = parser.parse(text).validate();
      return Optional.of(new Crontab(text, ExecutionTime.forCron(cron)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A holiday of every year.
   *
   * @param shift days after it; negative before
   */
  static Schedule holiday(Holiday holiday, int shift, LocalTime time) {
    return new HolidaySchedule(holiday, shift, time);
  }

  /** A crontab. */
  record Crontab(String text, ExecutionTime times) implements Schedule {
    @Override
    public @Nullable Instant next(Instant after, ZoneId zone) {
      return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant).orElse(null);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A holiday. */
  record HolidaySchedule(Holiday holiday, int shift, LocalTime time) implements Schedule {
    @Override
    public @Nullable Instant next(Instant after, ZoneId zone) {
      int year = LocalDate.ofInstant(after, zone).getYear();
      for (int i = year - 1; i <= year + 2; i++) {
        Instant at = holiday.in(i).plusDays(shift).atTime(time).atZone(zone).toInstant();
        if (at.isAfter(after)) {
          return at;
        }
      }
      return null;
    }

    @Override
    public String toString() {
      return holiday + " " + shift + " " + time;
    }
  }
}
