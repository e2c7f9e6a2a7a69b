package dev.dougong.engine.query.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The smallest groups of a query at one state of the database: how many records each has, and
 * counts and sums over them. Groups of records that came are added, those of records as they were
 * are taken away. Immutable.
 */
final class KeptGroups {

  /** No group. */
  static final KeptGroups NONE = new KeptGroups(Map.of());

  private final Map<List<@Nullable String>, Totals> groups;

  private KeptGroups(Map<List<@Nullable String>, Totals> groups) {
    this.groups = groups;
  }

  /** What a group adds up to. */
  private record Totals(long records, List<BigDecimal> parts) {

    Totals plus(Totals other) {
      List<BigDecimal> sums = new ArrayList<>(parts.size());
      for (int i = 0; i < parts.size(); i++) {
        sums.add(parts.get(i).add(other.parts.get(i)));
      }
      return new Totals(records + other.records, sums);
    }
  }

  /**
   * A group that is added or taken away.
   *
   * @param sign 1 or -1
   * @param name texts of its keys and its epoch
   * @param parts null counts as zero
   */
  record Step(
      int sign, List<@Nullable String> name, long records, List<@Nullable BigDecimal> parts) {

    private Totals totals() {
      List<BigDecimal> signed = new ArrayList<>(parts.size());
      for (BigDecimal part : parts) {
        signed.add(part == null ? BigDecimal.ZERO : sign < 0 ? part.negate() : part);
      }
      return new Totals(sign * records, signed);
    }
  }

  /** These groups after some steps; a group without records is gone. */
  KeptGroups after(List<Step> steps) {
    Map<List<@Nullable String>, Totals> result = new HashMap<>(groups);
    for (Step step : steps) {
      Totals known = result.get(step.name());
      Totals now = known == null ? step.totals() : known.plus(step.totals());
      result.put(step.name(), now);
    }
    result.values().removeIf(totals -> totals.records() == 0);
    return new KeptGroups(result);
  }

  /** How many there are. */
  int size() {
    return groups.size();
  }

  /**
   * The groups as columns of texts: keys and epoch, number of records, parts.
   *
   * @param names how many texts name a group
   * @param counts for each part the one that counts its values, or -1; a sum of no value is null
   */
  List<List<@Nullable String>> columns(int names, List<Integer> counts) {
    List<List<@Nullable String>> columns = new ArrayList<>();
    for (int i = 0; i < names + 1 + counts.size(); i++) {
      columns.add(new ArrayList<>(groups.size()));
    }
    groups.forEach(
        (name, totals) -> {
          for (int i = 0; i < names; i++) {
            columns.get(i).add(name.get(i));
          }
          columns.get(names).add(Long.toString(totals.records()));
          for (int i = 0; i < counts.size(); i++) {
            int count = counts.get(i);
            boolean isEmpty = count >= 0 && totals.parts().get(count).signum() == 0;
            columns.get(names + 1 + i).add(isEmpty ? null : totals.parts().get(i).toPlainString());
          }
        });
    return columns;
  }
}
