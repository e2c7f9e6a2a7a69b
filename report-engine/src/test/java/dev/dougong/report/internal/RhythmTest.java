package dev.dougong.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.report.subscription.Rhythm;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Moments come at the time of day of the application's zone. */
class RhythmTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static Instant next(Rhythm rhythm, String after) {
    return rhythm.next(Instant.parse(after), SHANGHAI);
  }

  @Test
  void shorterMonthsHaveTheirLastDay() {
    Rhythm last = new Rhythm(Rhythm.Every.MONTH, 31, LocalTime.of(8, 0));
    assertThat(next(last, "2026-01-31T00:00:00Z")).isEqualTo("2026-02-28T00:00:00Z");
    assertThat(next(last, "2026-02-28T00:00:00Z")).isEqualTo("2026-03-31T00:00:00Z");
  }

  @Test
  void theNextMomentIsAfterAndTheFirstOfItsKind() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      Rhythm.Every every = Rhythm.Every.values()[i % 3];
      int days = every == Rhythm.Every.DAY ? 1 : every == Rhythm.Every.WEEK ? 7 : 31;
      LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
      Rhythm rhythm = new Rhythm(every, 1 + random.nextInt(days), time);
      ZoneId zone = ZoneId.of(i % 2 == 0 ? "America/New_York" : "Asia/Shanghai");
      Instant after = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(80_000_000));
      Instant next = rhythm.next(after, zone);
      assertThat(next).isAfter(after);
      ZonedDateTime local = next.atZone(zone);
      if (every == Rhythm.Every.WEEK) {
        assertThat(local.getDayOfWeek().getValue()).isEqualTo(rhythm.day());
      }
      assertThat(after).isAfterOrEqualTo(next.minusSeconds((days + 1) * 86_400L));
      assertThat(rhythm.next(next.minusSeconds(1), zone)).isEqualTo(next);
      assertThat(Rhythm.read(rhythm.write())).isEqualTo(rhythm);
    }
  }

  @Test
  void whatIsNoRhythmIsRefused() {
    for (String wrong :
        new String[] {
          "{}",
          "{'every':'year','time':'08:00'}",
          "{'every':'week','day':8,'time':'08:00'}",
          "{'every':'week','day':0,'time':'08:00'}",
          "{'every':'day','time':'25:00'}",
          "{'every':'day','time':8}",
        }) {
      assertThat(Rhythm.read(DocumentJson.read(wrong.replace('\'', '"')))).as(wrong).isNull();
    }
  }
}
