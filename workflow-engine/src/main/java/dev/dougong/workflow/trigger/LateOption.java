package dev.dougong.workflow.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.trigger.Occasion.Late;
import java.time.Duration;
import java.util.Locale;

/** Reads the option {@code late} that triggers by time share. */
public final class LateOption {

  private static final Duration DAY = Duration.ofDays(1);

  private LateOption() {}

  /** What happens to late moments; without the option every one starts. */
  public static Late read(JsonNode options) {
    JsonNode late = options.path("late");
    if (!late.isObject()) {
      return Late.SEND;
    }
    Span after = Span.parse(late.path("after").asText("PT1H"));
    Duration span = DAY.multipliedBy(after.days().toTotalMonths() * 30 + after.days().getDays());
    return new Late(
        Late.Policy.valueOf(late.path("do").asText().toUpperCase(Locale.ROOT)),
        span.plus(after.time()));
  }
}
