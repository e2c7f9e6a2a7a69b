package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says where the value of each measure of a report comes from, and what makes it. */
final class Cells {

  private static final Evaluator EVALUATOR = new Evaluator(Evaluator.BackEnd.CLOSURES);

  private final ReportQuery query;
  private final GroupQuery group;
  private final Map<String, Integer> places;
  private final List<CheckedQuery.Aligned> aligned;
  private final List<GroupMeasure> made = new ArrayList<>();
  private final List<Entity> entities = new ArrayList<>();

  /**
   * Of a query whose own measures are known.
   *
   * @param places of its own measures by their keys
   */
  Cells(
      ReportQuery query,
      GroupQuery group,
      Map<String, Integer> places,
      List<CheckedQuery.Aligned> aligned) {
    this.query = query;
    this.group = group;
    this.places = places;
    this.aligned = aligned;
  }

  GroupQuery group() {
    return group;
  }

  List<CheckedQuery.Aligned> aligned() {
    return aligned;
  }

  /** What makes the measure at a place of the report; known after the check. */
  GroupMeasure made(int measure) {
    return made.get(measure);
  }

  /** Whose records are behind it; known after the check. */
  Entity entity(int measure) {
    return entities.get(measure);
  }

  /** The cells; those behind a problem are missing. */
  List<CheckedQuery.Cell> check(ExpressionCheck expressions, ProblemSink problems) {
    GroupScope columns = new GroupScope();
    group.keys().forEach(columns::add);
    List<CheckedQuery.Cell> cells = new ArrayList<>();
    for (int i = 0; i < query.measures().size(); i++) {
      ReportQuery.Measure measure = query.measures().get(i);
      CheckedQuery.Cell cell = known(measure);
      if (cell == null) {
        Expression value =
            expressions.tree(
                Objects.requireNonNull(measure.calculate()),
                columns,
                null,
                "/measures/" + i + "/calculate",
                problems);
        if (value == null) {
          return cells;
        }
        cell = new CheckedQuery.Late(EVALUATOR.compile(value));
        made.add(new GroupMeasure.Computed(measure.key(), value));
        entities.add(group.entity());
      }
      cells.add(cell);
      columns.add(made.get(i));
    }
    return cells;
  }

  private CheckedQuery.@Nullable Cell known(ReportQuery.Measure measure) {
    Integer place = places.get(measure.key());
    if (place != null) {
      made.add(group.measures().get(place));
      entities.add(group.entity());
      return new CheckedQuery.Own(place);
    }
    for (int i = 0; i < aligned.size(); i++) {
      CheckedQuery.Aligned other = aligned.get(i);
      Integer there = other.places().get(measure.key());
      if (there != null && other.from().equals(measure.from())) {
        made.add(other.group().measures().get(there));
        entities.add(other.group().entity());
        return new CheckedQuery.Other(i, there);
      }
    }
    return null;
  }
}
