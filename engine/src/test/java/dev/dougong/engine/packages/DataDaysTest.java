package dev.dougong.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.value.ValueKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataDaysTest {

  private static final ObjectNode APP =
      DocumentJson.read(
          """
          {"key":"shop","timezone":"Asia/Shanghai",
           "data":{"lastDay":"2026-11-20","fixed":{"customer":["birthday"]}}}
          """);

  /** Noon in the shop. */
  private static final Instant NOON = Instant.parse("2027-03-02T04:00:00Z");

  private final DataDays days = DataDays.of(APP, NOON);

  private String day(String cell) {
    return days.moved("customer", "lastVisit", ValueKind.DATE, cell);
  }

  private Instant moment(String cell) {
    return OffsetDateTime.parse(days.moved("sale", "soldAt", ValueKind.DATE_TIME, cell))
        .toInstant();
  }

  @Test
  void theLastDayIsTodayAndTheOthersKeepTheirDistance() {
    assertThat(day("2026-11-20")).isEqualTo("2027-03-02");
    assertThat(day("2026-11-19")).isEqualTo("2027-03-01");
    assertThat(day("2026-12-05")).isEqualTo("2027-03-17");
    assertThat(moment("2026-11-19T21:30:00+08:00"))
        .isEqualTo(Instant.parse("2027-03-01T13:30:00Z"));
    assertThat(moment("2026-11-21T09:00:00+08:00"))
        .isEqualTo(Instant.parse("2027-03-03T01:00:00Z"));
  }

  @Test
  void whatHappenedOnTheLastDayHasHappenedAndInItsOrder() {
    List<Instant> moved =
        List.of(
            moment("2026-11-19T23:59:59+08:00"),
            moment("2026-11-20T00:00:00+08:00"),
            moment("2026-11-20T10:00:00+08:00"),
            moment("2026-11-20T21:30:00+08:00"),
            moment("2026-11-20T23:59:59+08:00"));

    assertThat(moved).isSorted().doesNotHaveDuplicates().allMatch(NOON::isAfter);
    assertThat(moved.get(1)).isEqualTo(Instant.parse("2027-03-01T16:00:00Z"));
    assertThat(moved.get(2)).isEqualTo(Instant.parse("2027-03-01T21:00:00Z"));
  }

  @Test
  void whatIsFixedOrNoDayStaysAsItWasWritten() {
    assertThat(days.moved("customer", "birthday", ValueKind.DATE, "1990-05-01"))
        .isEqualTo("1990-05-01");
    assertThat(days.moved("sale", "number", ValueKind.TEXT, "2026-11-20")).isEqualTo("2026-11-20");
    assertThat(day("yesterday")).isEqualTo("yesterday");
  }

  @Test
  void withoutAWordOfTheAppNothingMoves() {
    ObjectNode silent = DocumentJson.read("{\"key\":\"shop\",\"timezone\":\"Asia/Shanghai\"}");

    assertThat(
            DataDays.of(silent, NOON).moved("customer", "lastVisit", ValueKind.DATE, "2026-11-20"))
        .isEqualTo("2026-11-20");
  }
}
