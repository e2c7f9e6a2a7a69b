package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.Diagnostic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The arithmetic of the language: exact decimals below 10^30 with at most 12 places. */
public final class Numbers {

  /** Places that a number keeps. */
  public static final int PLACES = 12;

  /** All numbers are smaller than this in amount. */
  public static final BigDecimal BOUND = BigDecimal.TEN.pow(30);

  private Numbers() {}

  /** Rounded half away from zero; null and a diagnostic from 10^30 on. */
  static @Nullable BigDecimal fit(Arguments a, BigDecimal exact) {
    BigDecimal rounded =
        exact.scale() > PLACES ? exact.setScale(PLACES, RoundingMode.HALF_UP) : exact;
    if (rounded.abs().compareTo(BOUND) >= 0) {
      a.report(Diagnostic.NUMBER_OUT_OF_RANGE);
      return null;
    }
    return rounded;
  }

  static @Nullable BigDecimal divide(Arguments a, BigDecimal x, BigDecimal y) {
    if (y.signum() == 0) {
      a.report(Diagnostic.DIVISION_BY_ZERO);
      return null;
    }
    return fit(a, x.divide(y, PLACES, RoundingMode.HALF_UP));
  }

  static @Nullable BigDecimal remainder(Arguments a, BigDecimal x, BigDecimal y) {
    if (y.signum() == 0) {
      a.report(Diagnostic.DIVISION_BY_ZERO);
      return null;
    }
    return x.remainder(y);
  }

  /**
   * A root of a number with 12 places is never closer than 5E-42 to a border of rounding, so 70
   * digits decide.
   */
  static @Nullable BigDecimal squareRoot(Arguments a, BigDecimal x) {
    if (x.signum() < 0) {
      a.report(Diagnostic.NUMBER_OUT_OF_RANGE);
      return null;
    }
    return fit(a, x.sqrt(new MathContext(70, RoundingMode.DOWN)));
  }

  static BigDecimal of(long value) {
    return BigDecimal.valueOf(value);
  }

  /** Plain digits without trailing zeros. */
  public static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
