package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the query that opens one group of a report into those of further fields. */
final class SplitQuery {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Set<String> ALONG =
      Set.of("runningTotal", "reached", "conversion", "loss", "reachedShare");

  private SplitQuery() {}

  /**
   * The query. Dimensions that the row does not name are left out, and with them what only means
   * something along them; so are measures over other entities, whose groups do not go on.
   *
   * @param fields paths; each makes groups within those of the one before
   * @param row names of the group that is opened
   */
  static ReportQuery of(ReportQuery query, List<String> fields, JsonNode row) {
    List<ReportQuery.Dimension> dimensions = new ArrayList<>();
    Set<String> gone = new LinkedHashSet<>(AlignedCheck.foreign(query));
    for (ReportQuery.Dimension dimension : query.dimensions()) {
      if (row.has(dimension.key())) {
        dimensions.add(dimension);
      } else {
        gone.add(dimension.key());
      }
    }
    boolean isNarrower = dimensions.size() < query.dimensions().size();
    List<ReportQuery.Measure> measures = new ArrayList<>();
    for (ReportQuery.Measure measure : query.measures()) {
      boolean isLost = isNarrower && isLost(measure, gone, query.period() != null);
      if (isLost || gone.contains(measure.key()) || reads(measure.calculate(), gone)) {
        gone.add(measure.key());
      } else {
        measures.add(measure);
      }
    }
    for (String field : fields) {
      dimensions.add(ReportQuery.Dimension.of(field, Label.NONE, field, null, List.of(), null));
    }
    return new ReportQuery(
        query.entity(),
        dimensions,
        measures,
        query.filter(),
        reads(query.having(), gone) ? null : query.having(),
        query.period(),
        measures.isEmpty() ? List.of() : List.of("-" + measures.get(0).key()),
        query.limit(),
        false,
        false,
        List.of(),
        query.source());
  }

  /** Whether a measure means nothing without the dimensions that are gone. */
  private static boolean isLost(ReportQuery.Measure measure, Set<String> gone, boolean hasPeriod) {
    String how = measure.derive();
    if (how == null) {
      return false;
    }
    boolean isShare = how.equals("share");
    return ALONG.contains(how)
        || gone.contains(String.valueOf(measure.of()))
        || (isShare ? measure.within().stream().anyMatch(gone::contains) : !hasPeriod);
  }

  /** Whether a text names one of the names; one inside a text constant counts too. */
  static boolean reads(@Nullable String text, Set<String> names) {
    return text != null
        && NAME.matcher(text).results().anyMatch(name -> names.contains(name.group()));
  }
}
