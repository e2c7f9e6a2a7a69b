package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.query.GroupQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query whose names and types are known to be right for one reader.
 *
 * @param source as it was written
 * @param group for the engine; has more measures and sets than are shown
 * @param columns of the answer: dimensions, then measures
 * @param cells where the value of each shown measure comes from
 * @param aligned the same groups of other entities
 */
record CheckedQuery(
    ReportQuery source,
    GroupQuery group,
    List<ResultColumn> columns,
    List<Cell> cells,
    List<Aligned> aligned) {

  CheckedQuery {
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
    aligned = List.copyOf(aligned);
  }

  /** The same with a condition on its groups. */
  CheckedQuery with(@Nullable Expression having) {
    GroupQuery narrowed =
        new GroupQuery(
            group.entity(),
            group.conditions(),
            group.period(),
            group.keys(),
            group.measures(),
            group.sets(),
            group.answered(),
            having,
            group.order(),
            group.limit());
    return new CheckedQuery(source, narrowed, columns, cells, aligned);
  }

  /** Where a value comes from. Closed. */
  sealed interface Cell {}

  /**
   * The report's own statement.
   *
   * @param place of the measure there
   */
  record Own(int place) implements Cell {}

  /**
   * The statement of another entity.
   *
   * @param query place of it
   * @param place of the measure there
   */
  record Other(int query, int place) implements Cell {}

  /**
   * The other values of the group.
   *
   * @param value over the columns of the answer
   */
  record Late(CompiledExpression value) implements Cell {}

  /**
   * Groups of another entity that have the names of the report's.
   *
   * @param from as it was written
   * @param places of its measures by their keys
   */
  record Aligned(ReportQuery.From from, GroupQuery group, Map<String, Integer> places) {

    Aligned {
      places = Map.copyOf(places);
    }
  }
}
