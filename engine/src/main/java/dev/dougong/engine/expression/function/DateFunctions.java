package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.BOOLEAN;
import static dev.dougong.engine.expression.ValueType.DATE;
import static dev.dougong.engine.expression.ValueType.NUMBER;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;

import dev.dougong.engine.sql.Sql;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Functions of dates. A date-time given for a date counts as its date in the zone. */
final class DateFunctions {

  private DateFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        date(),
        year(),
        month(),
        day(),
        quarter(),
        weekday(),
        dayOfYear(),
        weekOfYear(),
        addDays(),
        addMonths(),
        addYears(),
        daysBetween(),
        monthsBetween(),
        yearsBetween(),
        startOfWeek(),
        startOfMonth(),
        startOfQuarter(),
        startOfYear(),
        endOfMonth(),
        isLeapYear(),
        anniversary(),
        nextAnniversary());
  }

  private static final String MADE =
      "case when {0} between 1 and 9999 and {1} between 1 and 12 and {2} between 1 and 31 then"
          + " case when {2} <= extract(day from make_date({0}, {1}, 1) + interval '1 month'"
          + " - interval '1 day') then make_date({0}, {1}, 1) + ({2} - 1) end end";

  /** The same of a text {0} in the form year-month-day. */
  static final String MADE_OF_TEXT =
      "case when substr({0}, 1, 4) <> '0000' and substr({0}, 6, 2) between '01' and '12' and"
          + " substr({0}, 9, 2) between '01' and '31' then case when substr({0}, 9, 2)::integer <="
          + " extract(day from (substr({0}, 1, 8) || '01')::timestamp + interval '1 month'"
          + " - interval '1 day') then (substr({0}, 1, 8) || '01')::date"
          + " + (substr({0}, 9, 2)::integer - 1) end end";

  /** A date of three integers; null where there is none. Never an error, as make_date would. */
  static Sql made(SqlOperand year, SqlOperand month, SqlOperand day) {
    return SqlCall.let(MADE, year, month, day);
  }

  private static FunctionDefinition date() {
    return function("date")
        .takes(Slot.NUMBER, Slot.NUMBER, Slot.NUMBER)
        .gives(DATE)
        .doc("由年、月、日得到日期；没有这一天时得空值。", "The date of year, month and day; null where there is none.")
        .example("date(2024, 2, 29)", "2024-02-29")
        .example("date(2023, 2, 29)", "null")
        .sql(s -> made(s.integer(0, 9999), s.integer(1, 9999), s.integer(2, 9999)))
        .body(
            a -> {
              Integer year = a.integer(0, 9999);
              Integer month = a.integer(1, 9999);
              Integer day = a.integer(2, 9999);
              return year == null || month == null || day == null
                  ? null
                  : Dates.of(a, year, month, day);
            });
  }

  private static FunctionBuilder part(String name) {
    return function(name).takes(Slot.DATE).gives(NUMBER);
  }

  private static Body of(ToIntFunction<LocalDate> part) {
    return a -> Numbers.of(part.applyAsInt(a.date(0)));
  }

  private static FunctionDefinition year() {
    return part("year")
        .doc("年份。", "The year.")
        .example("year(date(2026, 11, 22))", "2026")
        .sql(s -> s.plain("extract(year from {0})"))
        .body(of(LocalDate::getYear));
  }

  private static FunctionDefinition month() {
    return part("month")
        .doc("月份，1 到 12。", "The month, 1 to 12.")
        .example("month(date(2026, 11, 22))", "11")
        .sql(s -> s.plain("extract(month from {0})"))
        .body(of(LocalDate::getMonthValue));
  }

  private static FunctionDefinition day() {
    return part("day")
        .doc("日，1 到 31。", "The day of the month.")
        .example("day(date(2026, 11, 22))", "22")
        .sql(s -> s.plain("extract(day from {0})"))
        .body(of(LocalDate::getDayOfMonth));
  }

  private static FunctionDefinition quarter() {
    return part("quarter")
        .doc("季度，1 到 4。", "The quarter, 1 to 4.")
        .example("quarter(date(2026, 11, 22))", "4")
        .sql(s -> s.plain("extract(quarter from {0})"))
        .body(of(d -> (d.getMonthValue() + 2) / 3));
  }

  private static FunctionDefinition weekday() {
    return part("weekday")
        .doc("星期几：1 是星期一，7 是星期日。", "The day of the week: Monday is 1, Sunday is 7.")
        .example("weekday(date(2026, 11, 22))", "7")
        .sql(s -> s.plain("extract(isodow from {0})"))
        .body(of(d -> d.getDayOfWeek().getValue()));
  }

  private static FunctionDefinition dayOfYear() {
    return part("dayOfYear")
        .doc("一年中的第几天。", "The day of the year, from 1.")
        .example("dayOfYear(date(2024, 12, 31))", "366")
        .sql(s -> s.plain("extract(doy from {0})"))
        .body(of(LocalDate::getDayOfYear));
  }

  private static FunctionDefinition weekOfYear() {
    return part("weekOfYear")
        .doc("一年中的第几周（ISO 8601）。", "The week of the year by ISO 8601.")
        .example("weekOfYear(date(2027, 1, 1))", "53")
        .sql(s -> s.plain("extract(week from {0})"))
        .body(of(d -> d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
  }

  private static FunctionBuilder shift(String name) {
    return function(name).takes(Slot.DATE, Slot.NUMBER).gives(DATE);
  }

  private static FunctionDefinition addDays() {
    return shift("addDays")
        .doc("若干天之后的日期；负数为之前。", "The date so many days later.")
        .example("addDays(date(2024, 2, 28), 2)", "2024-03-01")
        .sql(
            s ->
                SqlCall.boundedDate(
                    Sql.template(
                        "({0} + {1})",
                        List.of(s.operand(0).sql(), s.integer(1, Dates.MAX_DAYS).sql()))))
        .body(
            a -> {
              Integer count = a.integer(1, Dates.MAX_DAYS);
              return count == null ? null : Dates.fit(a, a.date(0).plusDays(count));
            });
  }

  private static FunctionDefinition addMonths() {
    return shift("addMonths")
        .doc(
            "若干个月之后的日期；当月没有这一天时取月末。",
            "The date so many months later, at most the month's last day.")
        .example("addMonths(date(2024, 1, 31), 1)", "2024-02-29")
        .sql(
            s ->
                SqlCall.boundedDate(
                    Sql.template(
                        "({0} + make_interval(months => {1}))::date",
                        List.of(s.operand(0).sql(), s.integer(1, Dates.MAX_MONTHS).sql()))))
        .body(
            a -> {
              Integer count = a.integer(1, Dates.MAX_MONTHS);
              return count == null ? null : Dates.fit(a, a.date(0).plusMonths(count));
            });
  }

  private static FunctionDefinition addYears() {
    return shift("addYears")
        .doc("若干年之后的日期；2 月 29 日在平年取 2 月 28 日。", "The date so many years later.")
        .example("addYears(date(2024, 2, 29), 2)", "2026-02-28")
        .sql(
            s ->
                SqlCall.boundedDate(
                    Sql.template(
                        "({0} + make_interval(years => {1}))::date",
                        List.of(s.operand(0).sql(), s.integer(1, Dates.MAX_YEARS).sql()))))
        .body(
            a -> {
              Integer count = a.integer(1, Dates.MAX_YEARS);
              return count == null ? null : Dates.fit(a, a.date(0).plusYears(count));
            });
  }

  private static FunctionBuilder span(String name) {
    return function(name).takes(Slot.DATE, Slot.DATE).gives(NUMBER);
  }

  private static FunctionDefinition daysBetween() {
    return span("daysBetween")
        .doc("从第一个日期到第二个日期的天数，可为负数。", "Days from the first date to the second.")
        .example("daysBetween(date(2024, 2, 28), date(2024, 3, 1))", "2")
        .sql(s -> s.plain("({1} - {0})::numeric"))
        .body(a -> Numbers.of(ChronoUnit.DAYS.between(a.date(0), a.date(1))));
  }

  private static final String MONTHS =
      "((extract(year from {1}) * 12 + extract(month from {1})) * 32 + extract(day from {1})"
          + " - (extract(year from {0}) * 12 + extract(month from {0})) * 32"
          + " - extract(day from {0}))";

  private static FunctionDefinition monthsBetween() {
    return span("monthsBetween")
        .doc("相隔的整月数。", "Whole months from the first date to the second.")
        .example("monthsBetween(date(2026, 1, 31), date(2026, 3, 30))", "1")
        .sql(s -> s.let("div(" + MONTHS + ", 32)"))
        .body(a -> Numbers.of(ChronoUnit.MONTHS.between(a.date(0), a.date(1))));
  }

  private static FunctionDefinition yearsBetween() {
    return span("yearsBetween")
        .doc("相隔的整年数，如年龄。", "Whole years from the first date to the second, such as an age.")
        .example("yearsBetween(date(1990, 6, 1), date(2026, 5, 31))", "35")
        .sql(s -> s.let("div(" + MONTHS + ", 384)"))
        .body(a -> Numbers.of(ChronoUnit.YEARS.between(a.date(0), a.date(1))));
  }

  private static FunctionBuilder border(String name) {
    return function(name).takes(Slot.DATE).gives(DATE);
  }

  private static Body to(Function<LocalDate, LocalDate> border) {
    return a -> Dates.fit(a, border.apply(a.date(0)));
  }

  private static FunctionDefinition startOfWeek() {
    return border("startOfWeek")
        .doc("所在周的星期一。", "The Monday of its week.")
        .example("startOfWeek(date(2026, 11, 22))", "2026-11-16")
        .sql(s -> s.plain("date_trunc('week', {0}::timestamp)::date"))
        .body(to(d -> d.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
  }

  private static FunctionDefinition startOfMonth() {
    return border("startOfMonth")
        .doc("所在月的第一天。", "The first day of its month.")
        .example("startOfMonth(date(2026, 11, 22))", "2026-11-01")
        .sql(s -> s.plain("date_trunc('month', {0}::timestamp)::date"))
        .body(to(d -> d.withDayOfMonth(1)));
  }

  private static FunctionDefinition startOfQuarter() {
    return border("startOfQuarter")
        .doc("所在季度的第一天。", "The first day of its quarter.")
        .example("startOfQuarter(date(2026, 11, 22))", "2026-10-01")
        .sql(s -> s.plain("date_trunc('quarter', {0}::timestamp)::date"))
        .body(to(d -> LocalDate.of(d.getYear(), (d.getMonthValue() - 1) / 3 * 3 + 1, 1)));
  }

  private static FunctionDefinition startOfYear() {
    return border("startOfYear")
        .doc("所在年的第一天。", "The first day of its year.")
        .example("startOfYear(date(2026, 11, 22))", "2026-01-01")
        .sql(s -> s.plain("date_trunc('year', {0}::timestamp)::date"))
        .body(to(d -> d.withDayOfYear(1)));
  }

  private static FunctionDefinition endOfMonth() {
    return border("endOfMonth")
        .doc("所在月的最后一天。", "The last day of its month.")
        .example("endOfMonth(date(2024, 2, 1))", "2024-02-29")
        .sql(
            s ->
                s.plain(
                    "(date_trunc('month', {0}::timestamp) + interval '1 month'"
                        + " - interval '1 day')::date"))
        .body(to(d -> d.with(TemporalAdjusters.lastDayOfMonth())));
  }

  private static FunctionDefinition isLeapYear() {
    return function("isLeapYear")
        .takes(Slot.NUMBER)
        .gives(BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .doc("是否闰年。", "Whether the year has 366 days.")
        .example("isLeapYear(2024)", "true")
        .sql(
            s ->
                SqlCall.let(
                    "({0} between 1 and 9999 and {0} % 4 = 0 and ({0} % 100 <> 0 or {0} % 400 = 0))",
                    s.integer(0, 9999)))
        .body(
            a -> {
              Integer year = a.integer(0, 9999);
              return year != null && year >= 1 && Year.isLeap(year);
            });
  }

  /** In an inner CASE, because the years of an interval must be known to be small. */
  private static Sql inYear(SqlOperand date, SqlOperand year) {
    return SqlCall.let(
        "case when {1} between 1 and 9999 then"
            + " ({0} + make_interval(years => {1} - extract(year from {0})::integer))::date end",
        date, year);
  }

  private static FunctionDefinition anniversary() {
    return shift("anniversary")
        .doc(
            "该日期在指定年份的周年日；2 月 29 日在平年取 2 月 28 日。",
            "The same day in the given year; 28 February for the 29th.")
        .example("anniversary(date(2000, 2, 29), 2026)", "2026-02-28")
        .sql(s -> inYear(s.operand(0), s.integer(1, 9999)))
        .body(
            a -> {
              Integer year = a.integer(1, 9999);
              return year == null ? null : Dates.anniversary(a, a.date(0), year);
            });
  }

  private static FunctionDefinition nextAnniversary() {
    return function("nextAnniversary")
        .takes(Slot.DATE, Slot.DATE)
        .gives(DATE)
        .doc("从第二个日期起（含当天）的下一个周年日，如下一个生日。", "The next anniversary on or after the second date.")
        .example("nextAnniversary(date(1990, 11, 20), date(2026, 11, 22))", "2027-11-20")
        .sql(
            s ->
                SqlCall.boundedDate(
                    s.let(
                        "case when "
                            + ANNIVERSARY
                            + " >= {1} then "
                            + ANNIVERSARY
                            + " else ({0} + make_interval(years => 1 + extract(year from"
                            + " {1})::integer - extract(year from {0})::integer))::date end")))
        .body(DateFunctions::next);
  }

  private static final String ANNIVERSARY =
      "({0} + make_interval(years => extract(year from {1})::integer"
          + " - extract(year from {0})::integer))::date";

  private static @Nullable LocalDate next(Arguments a) {
    LocalDate from = a.date(1);
    LocalDate thisYear = a.date(0).withYear(from.getYear());
    return thisYear.isBefore(from) ? Dates.anniversary(a, a.date(0), from.getYear() + 1) : thisYear;
  }
}
