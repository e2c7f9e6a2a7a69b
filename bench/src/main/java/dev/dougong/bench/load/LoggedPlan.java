package dev.dougong.bench.load;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PostgreSQL ran it.
 *
 * @param milliseconds how long it took
 * @param statement its text, as the product sent it
 * @param plan its plan with times and buffers
 */
record LoggedPlan(double milliseconds, String statement, String plan) {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "duration: ([0-9.]+) ms  plan:\\nQuery Text: (.*?)\\n((?:Query Parameters: .*\\n)?.*)",
          Pattern.DOTALL);
  private static final Pattern SCAN = Pattern.compile("Seq Scan on (?:\\w+\\.)?(\\w+)");
  private static final Pattern PAGES =
      Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by [\\w ]+: (\\d+)");
  private static final Pattern FIGURES = Pattern.compile("Query Parameters: .*|[0-9.]+|'[^']*'");

  /** Reads a message of the log; null where it is of another kind. */
  static @Nullable LoggedPlan of(String message) {
    Matcher matcher = MESSAGE.matcher(message);
    return matcher.matches()
        ? new LoggedPlan(
            Double.parseDouble(matcher.group(1)),
            matcher.group(2),
            matcher.group(3).stripTrailing())
        : null;
  }

  /** Tables that are read from their first to their last row. */
  Set<String> scanned() {
    Set<String> tables = new TreeSet<>();
    Matcher matcher = SCAN.matcher(plan);
    while (matcher.find()) {
      tables.add(matcher.group(1));
    }
    return tables;
  }

  /** Pages that it touched, in memory or not. */
  long pages() {
    Matcher matcher = PAGES.matcher(plan); // the first node's hold those of all below
    return matcher.find() ? number(matcher.group(1)) + number(matcher.group(2)) : 0;
  }

  /** Rows that were read and thrown away. */
  long removed() {
    long rows = 0;
    Matcher matcher = REMOVED.matcher(plan);
    while (matcher.find()) {
      rows += number(matcher.group(1));
    }
    return rows;
  }

  /** Equal for two runs of one statement in the same way. */
  String shape() {
    return statement + "\n" + FIGURES.matcher(plan).replaceAll("");
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
