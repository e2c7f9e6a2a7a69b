package dev.dougong.workflow.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates of holidays as published by the State Council and the Purple Mountain Observatory. */
class HolidayTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "springFestival, 2024-02-10", "springFestival, 2025-01-29", "springFestival, 2026-02-17",
    "springFestival, 2027-02-06", "lunarNewYearsEve, 2025-01-28", "lunarNewYearsEve, 2026-02-16",
    "lanternFestival, 2026-03-03", "dragonBoatFestival, 2025-05-31",
        "dragonBoatFestival, 2026-06-19",
    "qixi, 2025-08-29", "qixi, 2026-08-19", "midAutumnFestival, 2025-10-06",
    "midAutumnFestival, 2026-09-25", "doubleNinthFestival, 2025-10-29", "nationalDay, 2026-10-01",
    "singlesDay, 2026-11-11"
  })
  void comesOnItsDay(String id, LocalDate day) {
    assertThat(Holiday.of(id).orElseThrow().in(day.getYear())).isEqualTo(day);
  }

  @Test
  void everyYearHasEachOnce() {
    for (Holiday holiday : Holiday.values()) {
      for (int year = 1990; year <= 2100; year++) {
        assertThat(holiday.in(year).getYear()).as(holiday.id()).isEqualTo(year);
      }
    }
  }

  @Test
  void theNextMomentIsShiftedFromIt() {
    Schedule eve = Schedule.holiday(Holiday.SPRING_FESTIVAL, -1, LocalTime.of(10, 0));
    Instant first =
        Objects.requireNonNull(eve.next(Instant.parse("2025-06-01T00:00:00Z"), SHANGHAI));
    assertThat(first).isEqualTo(Instant.parse("2026-02-16T02:00:00Z"));
    assertThat(eve.next(first, SHANGHAI)).isEqualTo(Instant.parse("2027-02-05T02:00:00Z"));
    Schedule early = Schedule.holiday(Holiday.NEW_YEAR, -10, LocalTime.of(9, 0));
    assertThat(early.next(Instant.parse("2026-12-30T00:00:00Z"), SHANGHAI))
        .isEqualTo(Instant.parse("2027-12-22T01:00:00Z"));
  }
}
