package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression that is ready to run, and what it reads.
 *
 * @param expression ready to run
 * @param paths all paths that it reads
 * @param reads ids of the record's own fields at which these paths begin
 */
public record Compiled(CompiledExpression expression, List<FieldPath> paths, Set<Integer> reads) {

  /** Copies the collections. */
  public Compiled {
    paths = List.copyOf(paths);
    reads = Set.copyOf(reads);
  }

  static Compiled of(Expression expression, Evaluator evaluator, Expressions expressions) {
    List<FieldPath> paths = List.copyOf(expressions.dependencies(expression).fields());
    Set<Integer> reads = new HashSet<>();
    for (FieldPath path : paths) {
      reads.add(path.fieldIds().get(0));
    }
    return new Compiled(evaluator.compile(expression), paths, reads);
  }

  /** The value for a record or row. */
  public @Nullable Object evaluate(Row row, EvaluationContext context) {
    return expression.evaluate(row, context);
  }

  /** Whether a condition holds. */
  public boolean isTrue(Row row, EvaluationContext context) {
    return expression.isTrue(row, context);
  }

  /** Whether one of the fields is read. */
  public boolean readsAny(Set<Integer> fieldIds) {
    for (Integer id : reads) {
      if (fieldIds.contains(id)) {
        return true;
      }
    }
    return false;
  }
}
