package dev.dougong.engine.expression.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads, checks and prints expressions. Stateless and thread-safe. */
public final class Expressions {

  private static final int MAX_NEAR = 3;
  private static final int MAX_KNOWN = 20;

  /**
   * Parses and checks. Never throws for any text.
   *
   * @param text what the author wrote
   * @param scope the names it may use
   * @param expected type that is wanted, or null for any
   */
  public Checked check(String text, Scope scope, @Nullable ValueType expected) {
    return Checker.check(text, scope, expected);
  }

  /** The tree as JSON: the form that is stored and sent to the browser. */
  public JsonNode toJson(Expression expression) {
    return expression.accept(new TreeWriter());
  }

  /** The tree of {@link #toJson}. Throws {@code InputException} where it is not well-formed. */
  public Expression fromJson(JsonNode json) {
    return new TreeReader().read(json, 1);
  }

  /** Canonical text with the keys that the fields have now. */
  public String print(Expression expression, Scope scope) {
    return new Printer(scope).print(expression);
  }

  /** What the value depends on. */
  public Dependencies dependencies(Expression expression) {
    return DependencyCollector.of(expression).dependencies();
  }

  /** Words that no field may have as its key, because expressions could not name it. */
  public static boolean isReserved(String key) {
    return Parser.RESERVED.contains(key);
  }

  /** Names to suggest: the near ones, or where there are none all that fit into a message. */
  static List<String> suggestions(String written, List<String> names) {
    List<String> near = near(written, names);
    return near.isEmpty() ? names.stream().sorted().limit(MAX_KNOWN).toList() : near;
  }

  /** At most three names that are close to what was written, best first. */
  public static List<String> near(String written, List<String> names) {
    int limit = Math.max(1, Math.min(written.length(), 40) / 3);
    record Candidate(String name, int distance) {}
    return names.stream()
        .distinct()
        .map(name -> new Candidate(name, distance(written, name)))
        .filter(c -> c.distance() <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MAX_NEAR)
        .map(Candidate::name)
        .toList();
  }

  /** Edits between two words; a difference of case alone counts as none but one. */
  private static int distance(String written, String name) {
    String a = written.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    if (a.length() > 64 || b.length() > 64) {
      return Integer.MAX_VALUE;
    }
    if (b.startsWith(a) && a.length() >= 3) {
      return 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean isSwap =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (isSwap) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
