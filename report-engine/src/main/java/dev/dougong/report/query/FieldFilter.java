package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter that people set on a dashboard: a condition as text, such as {@code store == "…"}.
 *
 * @param condition expression text over a record
 */
public record FieldFilter(String condition) {

  /** Filters of texts. */
  public static List<FieldFilter> of(List<String> texts) {
    return texts.stream().map(FieldFilter::new).toList();
  }

  /** The tree, or null after problems. */
  @Nullable Expression condition(
      ExpressionCheck check, Scope scope, String place, ProblemSink problems) {
    return check.tree(condition, scope, ValueType.BOOLEAN, place, problems);
  }
}
