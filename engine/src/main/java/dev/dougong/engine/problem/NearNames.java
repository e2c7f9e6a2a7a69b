package dev.dougong.engine.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which of the known names was probably meant. */
public final class NearNames {

  private static final int LONGEST = 100;
  private static final int MOST = 3;

  private NearNames() {}

  /** At most three known names near the given one, best first; may be empty. */
  public static List<String> near(String name, Collection<String> known) {
    record Scored(String name, int distance) {}
    if (name.length() > LONGEST) {
      return List.of();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    List<Scored> scored = new ArrayList<>();
    for (String candidate : Set.copyOf(known)) {
      if (candidate.length() <= LONGEST && !candidate.isEmpty()) {
        String other = candidate.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(wanted.length(), 40) / 3);
        boolean isPart = wanted.length() >= 2 && other.contains(wanted);
        boolean isBeginning = wanted.length() >= 3 && other.startsWith(wanted);
        int distance = isBeginning ? 1 : distance(wanted, other);
        if (distance <= limit || isPart) {
          scored.add(new Scored(candidate, distance));
        }
      }
    }
    scored.sort(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name));
    return scored.stream().limit(MOST).map(Scored::name).toList();
  }

  /** Fewest insertions, deletions, replacements and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
