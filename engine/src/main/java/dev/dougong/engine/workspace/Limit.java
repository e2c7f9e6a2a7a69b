package dev.dougong.engine.workspace;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a workspace takes and an operator may limit. */
public enum Limit {
  /** Accounts that may sign in. */
  PEOPLE,
  /** Records of all entities that are not in the recycle bin. */
  RECORDS,
  /** Bytes of stored files, each content once. */
  FILES,
  /** Calls in a minute that each node answers, of people and programs together. */
  CALLS;

  private static final String PROBLEM = "limit.";
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

  /** Name in JSON and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there is a use of it that can be counted at any time. */
  public boolean isStored() {
    return this != CALLS;
  }

  /** The one of the name, or null. */
  public static @Nullable Limit of(String key) {
    for (Limit limit : values()) {
      if (limit.key().equals(key)) {
        return limit;
      }
    }
    return null;
  }

  /**
   * What is told where it does not suffice.
   *
   * @param used so far
   * @param more what is wanted besides
   */
  public Problem reached(long used, long more, long most) {
    return Problem.of(PROBLEM + key())
        .with("used", told(used))
        .with("more", told(more))
        .with("limit", told(most));
  }

  /** Bytes in the largest unit of which there is one, everything else as it is. */
  private Object told(long amount) {
    if (this != FILES) {
      return amount;
    }
    BigDecimal left = BigDecimal.valueOf(amount);
    int unit = 0;
    while (left.compareTo(THOUSAND) >= 0 && unit < UNITS.size() - 1) {
      left = left.divide(THOUSAND);
      unit++;
    }
    return left.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + " "
        + UNITS.get(unit);
  }

  /** Whether something was refused because a limit does not suffice. */
  public static boolean isReached(ProblemException refusal) {
    String code = refusal.problems().get(0).code();
    return code.startsWith(PROBLEM) && of(code.substring(PROBLEM.length())) != null;
  }
}
