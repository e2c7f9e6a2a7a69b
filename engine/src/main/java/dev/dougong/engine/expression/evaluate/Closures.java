package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.Arguments;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.expression.function.LogicFunctions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The plain back end: one closure for each node. */
final class Closures implements Expression.Visitor<Closures.Closure> {

  /** A node, ready to run. */
  @FunctionalInterface
  interface Closure {
    @Nullable Object value(Row row, EvaluationContext context);

    default boolean isTrue(Row row, EvaluationContext context) {
      return Boolean.TRUE.equals(value(row, context));
    }
  }

  private record Compiled(Expression expression, Closure closure) implements CompiledExpression {
    @Override
    public @Nullable Object evaluate(Row row, EvaluationContext context) {
      return closure.value(row, context);
    }
  }

  static CompiledExpression compile(Expression expression) {
    return new Compiled(expression, expression.accept(new Closures()));
  }

  private Closure[] all(List<Expression> expressions) {
    return expressions.stream().map(e -> e.accept(this)).toArray(Closure[]::new);
  }

  @Override
  public Closure constant(Expression.Constant constant) {
    Object value = constant.value();
    return (row, context) -> value;
  }

  @Override
  public Closure field(Expression.Field field) {
    return (row, context) -> FieldReader.value(row, field);
  }

  @Override
  public Closure and(Expression.And and) {
    Closure[] terms = all(and.terms());
    return (row, context) -> {
      for (Closure term : terms) {
        if (!term.isTrue(row, context)) {
          return false;
        }
      }
      return true;
    };
  }

  @Override
  public Closure or(Expression.Or or) {
    Closure[] terms = all(or.terms());
    return (row, context) -> {
      for (Closure term : terms) {
        if (term.isTrue(row, context)) {
          return true;
        }
      }
      return false;
    };
  }

  @Override
  public Closure not(Expression.Not not) {
    Closure term = not.term().accept(this);
    return (row, context) -> !term.isTrue(row, context);
  }

  @Override
  public Closure conditional(Expression.Conditional c) {
    Closure condition = c.condition().accept(this);
    Closure whenTrue = c.whenTrue().accept(this);
    Closure whenFalse = c.whenFalse().accept(this);
    return (row, context) ->
        (condition.isTrue(row, context) ? whenTrue : whenFalse).value(row, context);
  }

  @Override
  public Closure in(Expression.In in) {
    Closure operand = in.operand().accept(this);
    List<Expression.Constant> values = in.values();
    return (row, context) -> LogicFunctions.isOneOf(operand.value(row, context), values);
  }

  @Override
  public Closure call(Expression.Call call) {
    FunctionDefinition function = Functions.required(call.function());
    Closure[] arguments = all(call.arguments());
    return (row, context) -> {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i].value(row, context);
      }
      return function.call(new Arguments(context, values));
    };
  }

  @Override
  public Closure aggregate(Expression.Aggregate aggregate) {
    Expression body = aggregate.body();
    CompiledExpression compiled = body == null ? null : compile(body);
    return (row, context) -> aggregate(aggregate, compiled, row, context);
  }

  /** The value of an aggregate, its body compiled by either back end. */
  static @Nullable Object aggregate(
      Expression.Aggregate aggregate,
      @Nullable CompiledExpression body,
      Row row,
      EvaluationContext context) {
    Aggregation aggregation = Objects.requireNonNull(Functions.aggregation(aggregate.function()));
    List<? extends Row> rows = FieldReader.rows(row, aggregate.rows());
    Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = body == null ? true : body.evaluate(rows.get(i), context);
    }
    return aggregation.fold().apply(new Arguments(context, values));
  }
}
