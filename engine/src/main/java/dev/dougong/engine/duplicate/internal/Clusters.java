package dev.dougong.engine.duplicate.internal;

import dev.dougong.engine.search.Likeness;
import dev.dougong.engine.search.SearchTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which records of a block belong together: those that are connected by pairs which are alike in
 * all similar fields and which nobody told to be different.
 */
final class Clusters {

  private final SearchTerms terms;

  Clusters(SearchTerms terms) {
    this.terms = terms;
  }

  /** Two records, the one with the lower id first. */
  record Pair(UUID one, UUID other) {

    static Pair of(UUID a, UUID b) {
      return isBefore(a, b) ? new Pair(a, b) : new Pair(b, a);
    }

    /** In the order in which the database has them. */
    private static boolean isBefore(UUID a, UUID b) {
      int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
      return high != 0
          ? high < 0
          : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0;
    }
  }

  /** Groups of two and more, in the order of their first records. */
  List<List<UUID>> of(Blocks.Block block, Set<Pair> different) {
    List<UUID> ids = block.ids();
    List<List<Likeness>> texts = new ArrayList<>();
    for (List<String> values : block.texts()) {
      texts.add(values.stream().map(terms::likeness).toList());
    }
    int[] head = new int[ids.size()];
    for (int i = 0; i < head.length; i++) {
      head[i] = i;
    }
    for (int i = 0; i < head.length; i++) {
      for (int j = i + 1; j < head.length; j++) {
        if (head(head, i) != head(head, j)
            && areAlike(texts, i, j)
            && !different.contains(Pair.of(ids.get(i), ids.get(j)))) {
          head[head(head, j)] = head(head, i);
        }
      }
    }
    Map<Integer, List<UUID>> groups = new LinkedHashMap<>();
    for (int i = 0; i < head.length; i++) {
      groups.computeIfAbsent(head(head, i), none -> new ArrayList<>()).add(ids.get(i));
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static int head(int[] head, int of) {
    int at = of;
    while (head[at] != at) {
      head[at] = head[head[at]];
      at = head[at];
    }
    return at;
  }

  private static boolean areAlike(List<List<Likeness>> texts, int i, int j) {
    for (List<Likeness> values : texts) {
      if (!values.get(i).isLike(values.get(j))) {
        return false;
      }
    }
    return true;
  }
}
