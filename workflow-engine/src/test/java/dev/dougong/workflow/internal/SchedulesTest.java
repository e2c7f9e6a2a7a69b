package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Workflows that the clock starts; the desk begins on a Sunday. */
class SchedulesTest {

  private static String weekly(String cron, String more) {
    return """
        {"key":"weekly","trigger":{"type":"schedule","cron":"%s"%s},
         "nodes":[{"id":"make","type":"create","entity":"lead","values":{"name":"\\"made\\""}}]}
        """
        .formatted(cron, more);
  }

  private static int started(Desk desk) {
    desk.node.jobs.runDue();
    return desk.executions("weekly").size();
  }

  private static Instant monday(Desk desk, int hour) {
    return LocalDate.of(2026, 3, 2)
        .atTime(hour, 0)
        .atZone(desk.workspace.metadata().zone())
        .toInstant();
  }

  @Test
  void startsAtItsMomentsInTheZoneOfTheApp() {
    Desk desk = new Desk(weekly("0 9 * * 1", ""));
    assertThat(started(desk)).isZero();
    desk.clock.set(monday(desk, 9).minusSeconds(1));
    assertThat(started(desk)).isZero();
    desk.clock.set(monday(desk, 9));
    assertThat(started(desk)).isEqualTo(1);
    assertThat(started(desk)).isEqualTo(1);
    desk.clock.advance(Duration.ofDays(7));
    assertThat(started(desk)).isEqualTo(2);
  }

  @Test
  void makesUpOnceForAStandstillOrNot() {
    Desk once = new Desk(weekly("0 * * * *", ""));
    assertThat(started(once)).isZero();
    once.clock.advance(Duration.ofHours(50));
    assertThat(started(once)).isEqualTo(1);

    Desk skip = new Desk(weekly("0 * * * *", ",\"missed\":\"skip\""));
    assertThat(started(skip)).isZero();
    skip.clock.advance(Duration.ofHours(50).plusMinutes(30));
    assertThat(started(skip)).isZero();
    skip.clock.advance(Duration.ofMinutes(30));
    assertThat(started(skip)).isEqualTo(1);
  }

  @Test
  void aRuleThatIsPublishedAnewCountsFromThen() {
    Desk desk = new Desk(weekly("0 9 * * 1", ""));
    assertThat(started(desk)).isZero();
    desk.publish(weekly("0 8 * * 1", ""));
    assertThat(started(desk)).isZero();
    desk.clock.set(monday(desk, 8));
    assertThat(started(desk)).isEqualTo(1);
    desk.clock.set(monday(desk, 9));
    assertThat(started(desk)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoSchedule() {
    Desk desk = new Desk();
    assertThat(Desk.problems(() -> desk.publish(weekly("0 25 * * *", ""))))
        .containsExactly("workflow.notASchedule@/trigger/cron");
    assertThat(Desk.problems(() -> desk.publish(weekly("every day at 9", ""))))
        .containsExactly("workflow.notASchedule@/trigger/cron");
  }
}
