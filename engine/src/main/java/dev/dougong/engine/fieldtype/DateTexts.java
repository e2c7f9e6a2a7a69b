package dev.dougong.engine.fieldtype;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The spellings of dates and times in files: {@code 2024-1-5}, {@code 2024/1/5}, {@code 2024.1.5},
 * {@code 2024年1月5日}, {@code 20240105}, {@code 5.1.2024}, spreadsheet day numbers ({@code 45296}).
 * {@code 1/5/2024} means different days to different people and is not read.
 */
public final class DateTexts {

  private static final int LONGEST = 64;
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:\\D.*)?");
  private static final Pattern CHINESE =
      Pattern.compile("(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?(?:\\D.*|\\d.*)?");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?:\\D.*)?");
  private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:\\D.*)?");
  private static final Pattern SPREADSHEET = Pattern.compile("(\\d{5})(\\.\\d{1,15})?");
  private static final Pattern TIME =
      Pattern.compile(
          "(?<before>凌晨|早上|上午|中午|下午|傍晚|晚上|AM|PM)?(?<hour>\\d{1,2})"
              + "(?:[::点时](?:(?<minute>\\d{1,2})(?:[::分](?:(?<second>\\d{1,2})(?:\\.0+)?秒?)?)?)?)?"
              + "(?<after>AM|PM)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY_FRACTION = Pattern.compile("0?\\.\\d{1,15}|0|0\\.0+");
  private static final LocalDate SPREADSHEET_START = LocalDate.of(1899, 12, 30);
  private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

  private DateTexts() {}

  /** The day, where the text says nothing of a time but midnight; else null. */
  public static @Nullable LocalDate date(String text) {
    LocalDateTime both = dateTime(text);
    return both == null || !both.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? null
        : both.toLocalDate();
  }

  /** The day and the time, midnight where there is none; null where the text is in no spelling. */
  public static @Nullable LocalDateTime dateTime(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    String plain = TextValues.plain(text);
    try {
      Matcher cell = SPREADSHEET.matcher(plain);
      if (cell.matches()) {
        LocalDate day = SPREADSHEET_START.plusDays(Long.parseLong(cell.group(1)));
        LocalTime time = cell.group(2) == null ? LocalTime.MIDNIGHT : ofDay("0" + cell.group(2));
        return time == null ? day.plusDays(1).atStartOfDay() : day.atTime(time);
      }
      Matcher day = CHINESE.matcher(plain);
      if (day.matches()) {
        return at(day, day.group(1), day.group(2), day.group(3), plain);
      }
      day = YEAR_FIRST.matcher(plain);
      if (day.matches()) {
        return at(day, day.group(1), day.group(3), day.group(4), plain);
      }
      day = DAY_FIRST.matcher(plain);
      if (day.matches()) {
        return at(day, day.group(3), day.group(2), day.group(1), plain);
      }
      day = DIGITS.matcher(plain);
      return day.matches() ? at(day, day.group(1), day.group(2), day.group(3), plain) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable LocalDateTime at(
      Matcher matcher, String year, String month, String day, String plain) {
    LocalDate date =
        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    if (date.getYear() < 1) {
      return null;
    }
    int end = Math.max(matcher.end(1), matcher.end(3));
    end = matcher.groupCount() > 3 ? Math.max(end, matcher.end(4)) : end;
    String rest = plain.substring(end).replaceFirst("^[日号]", "");
    rest = rest.replaceFirst("^(?:T|,|\\s|星期.|周.|\\(.{1,3}\\))+", "").strip();
    if (rest.isEmpty()) {
      return date.atStartOfDay();
    }
    LocalTime time = clock(rest);
    return time == null ? null : date.atTime(time);
  }

  /** The time of day: {@code 9:30}, {@code 下午3点半}, {@code 3:05 PM}, a spreadsheet's {@code 0.5}. */
  public static @Nullable LocalTime time(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    String plain = TextValues.plain(text);
    try {
      return DAY_FRACTION.matcher(plain).matches() ? ofDay(plain) : clock(plain);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable LocalTime clock(String text) {
    Matcher time = TIME.matcher(text.replace(" ", "").replace("半", "30分"));
    if (!time.matches() || !text.matches(".*\\D.*")) {
      return null;
    }
    int hour = Integer.parseInt(time.group("hour"));
    int minute = number(time.group("minute"));
    int second = number(time.group("second"));
    String half = time.group("before") == null ? time.group("after") : time.group("before");
    if (half != null && hour <= 12) {
      hour =
          switch (half.toUpperCase(java.util.Locale.ROOT)) {
            case "下午", "傍晚", "晚上", "PM" -> hour % 12 + 12;
            case "中午" -> hour < 3 ? hour + 12 : hour;
            default -> hour % 12;
          };
    }
    return LocalTime.of(hour, minute, second);
  }

  /** The time of a part of a day, to the nearest second; null where that is the next midnight. */
  private static @Nullable LocalTime ofDay(String fraction) {
    int seconds =
        new BigDecimal(fraction)
            .multiply(SECONDS_OF_DAY)
            .setScale(0, RoundingMode.HALF_UP)
            .intValueExact();
    return seconds >= 86_400 ? null : LocalTime.ofSecondOfDay(seconds);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
