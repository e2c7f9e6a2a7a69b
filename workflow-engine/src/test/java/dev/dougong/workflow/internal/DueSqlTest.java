package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.Occasion.Late;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The moments of many records by SQL are those of each record by Java. */
class DueSqlTest {

  private static final long SEED = 20261126;
  private static final int BASES = 400;
  private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

  private final Desk desk = new Desk();
  private final Random random = new Random(SEED);

  private static Occasion.Due rule(
      Occasion.Origin base, String shift, boolean isYearly, @Nullable String time) {
    LocalTime clock = time == null ? null : LocalTime.parse(time);
    return new Occasion.Due("lead", base, Span.parse(shift), isYearly, clock, false, Late.SEND);
  }

  @Test
  void givesTheSameMomentsAsJava() {
    int moments = 0;
    for (String zone : List.of("UTC", "Asia/Shanghai", "America/New_York")) {
      for (String shift : List.of("P0D", "-P1D", "P2Y", "P1M", "P13D", "P1DT36H")) {
        for (boolean isYearly : new boolean[] {false, true}) {
          Occasion.Origin day = new Occasion.At("birthday");
          Occasion.Origin moment = new Occasion.At("boughtAt");
          moments += compare(zone, rule(day, shift, isYearly, null));
          moments += compare(zone, rule(day, shift, isYearly, "10:30"));
          moments += compare(zone, rule(moment, shift, isYearly, "10:30"));
          if (!zone.startsWith("America")) {
            moments += compare(zone, rule(moment, shift, isYearly, null));
          }
        }
        if (!zone.startsWith("America")) {
          moments += compare(zone, rule(new Occasion.Since("followedAt"), shift, false, null));
        }
      }
    }
    assertThat(moments).as("seed " + SEED).isGreaterThan(10_000);
  }

  private int compare(String zone, Occasion.Due rule) {
    DueTimes times = new DueTimes(rule, desk.workspace.metadata().entity("lead"), ZoneId.of(zone));
    boolean isDay = rule.base().field().equals("birthday");
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Map<UUID, DueTimes.Moment> expected = new TreeMap<>();
    for (int i = 0; i < BASES; i++) {
      UUID id = new UUID(1, i);
      LocalDate date = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(36_500));
      Instant instant = NOW.minusSeconds(random.nextInt()).minusSeconds(random.nextInt(1 << 28));
      Object base = isDay ? date : instant;
      rows.addObject().put("id", id.toString()).put("v1", base.toString());
      DueTimes.Moment moment = times.moment(base, NOW);
      if (moment != null && moment.due().isAfter(NOW)) {
        expected.put(id, moment);
      }
    }
    Sql x =
        Sql.of("with x as (select * from jsonb_to_recordset(")
            .bind(SqlType.JSONB, rows)
            .add(
                isDay
                    ? Sql.of(") as x(id uuid, v1 date,")
                    : Sql.of(") as x(id uuid, v1 timestamptz,"))
            .add(" v2 timestamptz)) ")
            .add(new DueSql(desk.workspace.workspace.schema(), times, NOW).moments());
    Statements statements = new JdbcStatements(desk.workspace.jdbc);
    Map<UUID, DueTimes.Moment> found = new TreeMap<>();
    List<UUID> ids = new ArrayList<>();
    statements.query(
        x,
        row -> {
          UUID id = Objects.requireNonNull(row.uuid(1));
          ids.add(id);
          return found.put(
              id,
              new DueTimes.Moment(
                  Objects.requireNonNull(row.instant(2)), Objects.requireNonNull(row.instant(3))));
        });
    assertThat(found).as(zone + " " + rule).isEqualTo(expected);
    assertThat(ids).doesNotHaveDuplicates();
    return expected.size();
  }
}
