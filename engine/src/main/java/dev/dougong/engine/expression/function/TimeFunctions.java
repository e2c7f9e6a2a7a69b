package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.DATE;
import static dev.dougong.engine.expression.ValueType.DATE_TIME;
import static dev.dougong.engine.expression.ValueType.NUMBER;
import static dev.dougong.engine.expression.ValueType.TIME;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;
import static dev.dougong.engine.expression.function.FunctionBuilder.overload;

import dev.dougong.engine.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of instants, times of the day and durations; now and today. */
final class TimeFunctions {

  private TimeFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        now(),
        today(),
        dateOf(),
        timeOf(),
        dateTime(),
        dateTimeAt(),
        hour(),
        hourOfTime(),
        minute(),
        minuteOfTime(),
        addDaysToDateTime(),
        addHours(),
        addMinutes(),
        hoursBetween(),
        minutesBetween(),
        seconds());
  }

  private static FunctionDefinition now() {
    return function("now")
        .gives(DATE_TIME)
        .reads(FunctionDefinition.Source.NOW)
        .doc("现在的日期时间。", "The instant of the request.")
        .example("now() > soldAt", "true")
        .body(a -> a.context().now());
  }

  private static FunctionDefinition today() {
    return function("today")
        .gives(DATE)
        .reads(FunctionDefinition.Source.TODAY)
        .doc("今天的日期（按应用的时区）。", "The date of today in the zone.")
        .example("today()", "2026-11-22")
        .body(a -> a.context().today());
  }

  private static FunctionDefinition dateOf() {
    return function("dateOf")
        .takes(Slot.DATE_TIME)
        .gives(DATE)
        .doc("日期时间的日期部分。", "The date of a date-time.")
        .example("dateOf(soldAt)", "2026-11-20")
        .sql(s -> SqlCall.boundedDate(s.zoned("({0} at time zone {1})::date")))
        .body(
            a -> {
              LocalDateTime local = Dates.local(a, a.dateTime(0));
              return local == null ? null : local.toLocalDate();
            });
  }

  private static FunctionDefinition timeOf() {
    return function("timeOf")
        .takes(Slot.DATE_TIME)
        .gives(TIME)
        .doc("日期时间的时间部分，到秒。", "The time of the day of a date-time, to the second.")
        .example("timeOf(soldAt)", "15:30:00")
        .sql(s -> s.zoned("date_trunc('second', {0} at time zone {1})::time"))
        .body(a -> local(a).toLocalTime().truncatedTo(ChronoUnit.SECONDS));
  }

  private static LocalDateTime local(Arguments a) {
    return LocalDateTime.ofInstant(a.dateTime(0), a.context().zone());
  }

  private static FunctionDefinition dateTime() {
    return function("dateTime")
        .takes(Slot.DATE)
        .gives(DATE_TIME)
        .doc("该日期零点的日期时间。", "The instant at which the date begins.")
        .example("soldAt >= dateTime(date(2026, 11, 20))", "true")
        .sql(s -> SqlCall.boundedInstant(s.zoned("({0}::timestamp at time zone {1})")))
        .body(a -> instant(a, LocalTime.MIDNIGHT));
  }

  private static FunctionDefinition dateTimeAt() {
    return overload("dateTimeAt", "dateTime")
        .takes(Slot.DATE, Slot.TIME)
        .gives(DATE_TIME)
        .doc("该日期在该时间的日期时间。", "The instant of the date at the time.")
        .example("text(dateTime(date(2026, 11, 20), \"09:30\"))", "2026-11-20 09:30:00")
        .sql(s -> SqlCall.boundedInstant(s.zoned("(({0} + {1}) at time zone {2})")))
        .body(a -> instant(a, a.time(1)));
  }

  private static @Nullable Instant instant(Arguments a, LocalTime time) {
    return Dates.fit(a, Dates.instant(a.date(0).atTime(time), a.context().zone()));
  }

  private static FunctionDefinition hour() {
    return function("hour")
        .takes(Slot.DATE_TIME)
        .gives(NUMBER)
        .doc("几点，0 到 23。", "The hour, 0 to 23.")
        .example("hour(soldAt)", "15")
        .sql(s -> s.zoned("extract(hour from {0} at time zone {1})"))
        .body(a -> Numbers.of(local(a).getHour()));
  }

  private static FunctionDefinition hourOfTime() {
    return overload("hourOfTime", "hour")
        .takes(Slot.TIME)
        .gives(NUMBER)
        .doc("时间的小时部分。", "The hour of a time.")
        .example("hour(timeOf(soldAt))", "15")
        .sql(s -> s.plain("extract(hour from {0})"))
        .body(a -> Numbers.of(a.time(0).getHour()));
  }

  private static FunctionDefinition minute() {
    return function("minute")
        .takes(Slot.DATE_TIME)
        .gives(NUMBER)
        .doc("几分，0 到 59。", "The minute, 0 to 59.")
        .example("minute(soldAt)", "30")
        .sql(s -> s.zoned("extract(minute from {0} at time zone {1})"))
        .body(a -> Numbers.of(local(a).getMinute()));
  }

  private static FunctionDefinition minuteOfTime() {
    return overload("minuteOfTime", "minute")
        .takes(Slot.TIME)
        .gives(NUMBER)
        .doc("时间的分钟部分。", "The minute of a time.")
        .example("minute(timeOf(soldAt))", "30")
        .sql(s -> s.plain("extract(minute from {0})"))
        .body(a -> Numbers.of(a.time(0).getMinute()));
  }

  private static FunctionBuilder shift(String id, String name) {
    return overload(id, name).takes(Slot.DATE_TIME, Slot.NUMBER).gives(DATE_TIME);
  }

  private static @Nullable Instant later(Arguments a, int limit, ChronoUnit unit) {
    Integer count = a.integer(1, limit);
    return count == null ? null : Dates.fit(a, a.dateTime(0).plus(count, unit));
  }

  private static FunctionDefinition addDaysToDateTime() {
    return shift("addDaysToDateTime", "addDays")
        .doc("若干个 24 小时之后的日期时间。", "The instant so many times 24 hours later.")
        .example("text(addDays(soldAt, 3))", "2026-11-23 15:30:00")
        .sql(
            s ->
                SqlCall.boundedInstant(
                    Sql.template(
                        "({0} + make_interval(hours => 24 * {1}))",
                        List.of(s.operand(0).sql(), s.integer(1, Dates.MAX_DAYS).sql()))))
        .body(a -> later(a, Dates.MAX_DAYS, ChronoUnit.DAYS));
  }

  private static FunctionDefinition addHours() {
    return shift("addHours", "addHours")
        .doc("若干小时之后的日期时间。", "The instant so many hours later.")
        .example("text(addHours(soldAt, 24))", "2026-11-21 15:30:00")
        .sql(
            s ->
                SqlCall.boundedInstant(
                    Sql.template(
                        "({0} + make_interval(hours => {1}))",
                        List.of(s.operand(0).sql(), s.integer(1, Dates.MAX_HOURS).sql()))))
        .body(a -> later(a, Dates.MAX_HOURS, ChronoUnit.HOURS));
  }

  private static FunctionDefinition addMinutes() {
    return shift("addMinutes", "addMinutes")
        .doc("若干分钟之后的日期时间。", "The instant so many minutes later.")
        .example("text(addMinutes(soldAt, -30))", "2026-11-20 15:00:00")
        .sql(
            s ->
                SqlCall.boundedInstant(
                    Sql.template(
                        "({0} + make_interval(mins => {1}))",
                        List.of(s.operand(0).sql(), s.integer(1, Dates.MAX_MINUTES).sql()))))
        .body(a -> later(a, Dates.MAX_MINUTES, ChronoUnit.MINUTES));
  }

  private static FunctionBuilder span(String name) {
    return function(name).takes(Slot.DATE_TIME, Slot.DATE_TIME).gives(NUMBER);
  }

  /** Exact; {@code ChronoUnit.MICROS} counts nanoseconds on the way, which overflow. */
  private static long micros(Arguments a) {
    Duration between = Duration.between(a.dateTime(0), a.dateTime(1));
    return between.getSeconds() * 1_000_000 + between.getNano() / 1000;
  }

  private static FunctionDefinition hoursBetween() {
    return span("hoursBetween")
        .doc("相隔的整小时数。", "Whole hours from the first instant to the second.")
        .example("hoursBetween(soldAt, addDays(soldAt, 2))", "48")
        .sql(s -> s.plain("div(extract(epoch from ({1} - {0})), 3600)"))
        .body(a -> Numbers.of(micros(a) / 3_600_000_000L));
  }

  private static FunctionDefinition minutesBetween() {
    return span("minutesBetween")
        .doc("相隔的整分钟数。", "Whole minutes from the first instant to the second.")
        .example("minutesBetween(soldAt, addHours(soldAt, 2))", "120")
        .sql(s -> s.plain("div(extract(epoch from ({1} - {0})), 60)"))
        .body(a -> Numbers.of(micros(a) / 60_000_000L));
  }

  private static FunctionDefinition seconds() {
    return function("seconds")
        .takes(Slot.DURATION)
        .gives(NUMBER)
        .doc("时长的总秒数。", "All seconds of a duration.")
        .example("seconds(serviceTime) / 60", "45")
        .sql(s -> s.plain("({0})::numeric"))
        .body(a -> Numbers.of(a.duration(0).toSeconds()));
  }
}
