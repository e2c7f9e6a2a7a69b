package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The days whose records count, in the zone of the app.
 *
 * @param value of a record, a date or a date-time
 * @param from first day
 * @param to day behind the last one
 * @param comparedTo day behind the last one to be compared; before {@code to} while the period runs
 * @param amount how far the period before lies back
 * @param unit DAYS, MONTHS or YEARS
 */
public record GroupPeriod(
    Expression value,
    LocalDate from,
    LocalDate to,
    LocalDate comparedTo,
    int amount,
    ChronoUnit unit) {

  /** First day of an epoch. */
  public LocalDate from(Epoch epoch) {
    return switch (epoch) {
      case CURRENT -> from;
      case BEFORE -> from.minus(amount, unit);
      case YEAR_BEFORE -> from.minusYears(1);
    };
  }

  /** Day behind the last one of an epoch. */
  public LocalDate to(Epoch epoch) {
    return switch (epoch) {
      case CURRENT -> to;
      case BEFORE -> back(amount, unit);
      case YEAR_BEFORE -> back(1, ChronoUnit.YEARS);
    };
  }

  /** Of a period that still runs the last day is moved: 30 March is compared up to 28 February. */
  private LocalDate back(int by, ChronoUnit in) {
    return comparedTo.equals(to)
        ? to.minus(by, in)
        : comparedTo.minusDays(1).minus(by, in).plusDays(1);
  }
}
