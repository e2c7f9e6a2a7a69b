package dev.dougong.workflow.definition;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import net.time4j.PlainDate;
import net.time4j.calendar.ChineseCalendar;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import org.jspecify.annotations.Nullable;

/**
 * Days of every year on which shops greet their customers, by the solar or the lunar calendar. Its
 * dates are those of China: new moons near midnight need better figures than ICU has (2027).
 */
public enum Holiday {
  NEW_YEAR("newYear", false, 1, 1),
  NEW_YEARS_EVE("lunarNewYearsEve", true, 1, 0),
  SPRING_FESTIVAL("springFestival", true, 1, 1),
  LANTERN_FESTIVAL("lanternFestival", true, 1, 15),
  WOMENS_DAY("womensDay", false, 3, 8),
  LABOUR_DAY("labourDay", false, 5, 1),
  CHILDRENS_DAY("childrensDay", false, 6, 1),
  DRAGON_BOAT_FESTIVAL("dragonBoatFestival", true, 5, 5),
  QIXI("qixi", true, 7, 7),
  TEACHERS_DAY("teachersDay", false, 9, 10),
  MID_AUTUMN_FESTIVAL("midAutumnFestival", true, 8, 15),
  NATIONAL_DAY("nationalDay", false, 10, 1),
  DOUBLE_NINTH_FESTIVAL("doubleNinthFestival", true, 9, 9),
  SINGLES_DAY("singlesDay", false, 11, 11);

  private final String id;
  private final boolean isLunar;
  private final int month;
  private final int day;

  Holiday(String id, boolean isLunar, int month, int day) {
    this.id = id;
    this.isLunar = isLunar;
    this.month = month;
    this.day = day;
  }

  /** Id in documents. */
  public String id() {
    return id;
  }

  /** The holiday of the id. */
  public static Optional<Holiday> of(@Nullable String id) {
    return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
  }

  /**
   * Its day in a solar year; of lunar ones the only day of that year, never one of a leap month.
   */
  public LocalDate in(int year) {
    if (!isLunar) {
      return LocalDate.of(year, month, day);
    }
    LocalDate date =
        ChineseCalendar.of(
                EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(month), Math.max(1, day))
            .transform(PlainDate.axis())
            .toTemporalAccessor();
    return day == 0 ? date.minusDays(1) : date;
  }
}
