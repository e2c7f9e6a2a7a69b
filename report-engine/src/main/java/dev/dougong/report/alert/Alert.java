package dev.dougong.report.alert;

import dev.dougong.engine.problem.Problem;
import dev.dougong.report.dashboard.Dashboards;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line that a value may cross.
 *
 * @param of what is looked at
 * @param condition when it is crossed
 * @param minutes between two looks
 * @param ways keys of connectors besides the notice in the application
 * @param workflow key of one that is started when the line is crossed, or null
 * @param isOver whether it was crossed at the last look
 * @param words what the value was
 * @param problem why the last look failed, or null
 */
public record Alert(
    UUID id,
    UUID user,
    Subject of,
    Condition condition,
    int minutes,
    List<String> ways,
    @Nullable String workflow,
    boolean isPaused,
    boolean isOver,
    Words words,
    @Nullable Instant checkedAt,
    @Nullable Instant firedAt,
    @Nullable Problem problem,
    long version) {

  /** Copies the list. */
  public Alert {
    ways = List.copyOf(ways);
  }

  /**
   * A value of a report on a dashboard, of all records that count.
   *
   * @param dashboard key
   * @param report key
   * @param measure key of one of its measures
   * @param choices in the filters of the dashboard
   */
  public record Subject(
      String dashboard, String report, String measure, List<Dashboards.Choice> choices) {

    /** Copies the list. */
    public Subject {
      choices = List.copyOf(choices);
    }
  }

  /**
   * When a line is crossed.
   *
   * @param quantity the value itself, or its change to the period before as a part of 1
   * @param side on which it is crossed; on the line it is not
   */
  public record Condition(Quantity quantity, Side side, BigDecimal line) {

    /** Whether a value is over the line. */
    public boolean isOver(BigDecimal value) {
      int order = value.compareTo(line);
      return switch (side) {
        case ABOVE -> order > 0;
        case BELOW -> order < 0;
      };
    }
  }

  /** What is compared with the line. */
  public enum Quantity {
    VALUE,
    CHANGE;

    /** Its name in answers. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Sides of a line. */
  public enum Side {
    ABOVE,
    BELOW;

    /** Its name in answers. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was found, as the person reads it.
   *
   * @param label of the report
   * @param measure what the value is called
   * @param value of now; empty where there is none
   * @param line the line
   */
  public record Words(String label, String measure, String value, String line) {}
}
