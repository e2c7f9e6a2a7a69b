package dev.dougong.report.query;

import dev.dougong.engine.query.GroupQuery;
import java.util.List;

/**
 * A query whose names and types are known to be right for one reader.
 *
 * @param source as it was written
 * @param group for the engine; has more measures and sets than are shown
 * @param columns of the answer: dimensions, then measures
 * @param places place of each shown measure in the engine's query
 */
record CheckedQuery(
    ReportQuery source, GroupQuery group, List<ResultColumn> columns, List<Integer> places) {

  CheckedQuery {
    columns = List.copyOf(columns);
    places = List.copyOf(places);
  }
}
