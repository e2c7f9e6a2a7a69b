package dev.dougong.report.internal;

import dev.dougong.engine.value.Label;
import dev.dougong.report.query.ReportQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A query that also compares one of its values with the period before.
 *
 * @param query with the comparison
 * @param key of the comparison
 */
record ComparedQuery(ReportQuery query, String key) {

  private static final Label LABEL =
      new Label(Map.of("zh", "较上期", "en", "against the period before"));

  /** The query with the change of a value; null where it has none that can be compared. */
  static @Nullable ComparedQuery of(ReportQuery query, @Nullable String value) {
    boolean isComparable =
        query.period() != null
            && query.measures().stream()
                .anyMatch(
                    one ->
                        one.key().equals(value) && one.aggregate() != null && one.from() == null);
    if (!isComparable) {
      return null;
    }
    String key = freeKey(query);
    List<ReportQuery.Measure> measures = new ArrayList<>(query.measures());
    measures.add(
        new ReportQuery.Measure(
            key, LABEL, null, null, null, null, "growth", value, List.of(), null, "percent", null,
            null));
    return new ComparedQuery(query.asking(measures, query.limit()), key);
  }

  private static String freeKey(ReportQuery query) {
    Set<String> known = new TreeSet<>();
    query.measures().forEach(measure -> known.add(measure.key()));
    query.dimensions().forEach(dimension -> known.add(dimension.key()));
    String key = "change";
    while (known.contains(key)) {
      key += "1";
    }
    return key;
  }
}
