package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Canonical values as a person reads them, where the kind alone says how. */
public final class ShownValues {

  private ShownValues() {}

  /** A value of any kind; for fields whose values come from other fields. */
  public static String any(Object value, FieldDefinition field, Locale locale, ZoneId zone) {
    if (value instanceof Long number) {
      return NumberValues.withUnit(BigDecimal.valueOf(number), 0, field);
    } else if (value instanceof BigDecimal number) {
      return NumberValues.withUnit(number, field.number("scale", 0), field);
    } else if (value instanceof Boolean bool) {
      return yesOrNo(bool, locale);
    } else if (value instanceof LocalTime time) {
      return time(time);
    } else if (value instanceof Instant moment) {
      return moment(moment, zone);
    } else if (value instanceof Duration duration) {
      return duration(duration, locale);
    } else if (value instanceof JsonNode json) {
      return json.toString();
    } else if (value instanceof List<?> many) {
      return !many.isEmpty() && many.get(0) instanceof TableRow
          ? rows(many.size(), locale)
          : ListValues.joined(value, locale, one -> any(one, field, locale, zone));
    }
    return value.toString();
  }

  /** Whether the reader reads English; all others read Chinese. */
  public static boolean isEnglish(Locale locale) {
    return locale.getLanguage().equals("en");
  }

  /** Yes or no. */
  public static String yesOrNo(boolean value, Locale locale) {
    return value ? (isEnglish(locale) ? "Yes" : "是") : (isEnglish(locale) ? "No" : "否");
  }

  /** {@code 09:30}, with seconds where there are any. */
  public static String time(LocalTime time) {
    String text = ValueJson.text(time);
    return time.getSecond() == 0 ? text.substring(0, text.length() - 3) : text;
  }

  /** {@code 2024-01-05 09:30} in the zone. */
  public static String moment(Instant moment, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    return local.toLocalDate() + " " + time(local.toLocalTime());
  }

  /** {@code 1小时30分} or {@code 1 h 30 min}. */
  public static String duration(Duration value, Locale locale) {
    Duration length = value.abs();
    long[] parts = {
      length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()
    };
    List<String> units =
        isEnglish(locale) ? List.of(" d ", " h ", " min ", " s ") : List.of("天", "小时", "分", "秒");
    StringBuilder text = new StringBuilder(value.isNegative() ? "-" : "");
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != 0 || (length.isZero() && i == 2)) {
        text.append(parts[i]).append(units.get(i));
      }
    }
    return text.toString().strip();
  }

  /** {@code 3 行} or {@code 3 rows}. */
  public static String rows(int count, Locale locale) {
    return isEnglish(locale) ? count + (count == 1 ? " row" : " rows") : count + " 行";
  }
}
