package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tree as flat text for MVEL: calls of {@code f}, variables {@code v0…}, constants {@code k0…},
 * and {@code && || ! ? :}. Nothing that an author wrote is in it.
 */
final class Rendered implements Expression.Visitor<String> {

  private static final Pattern ALLOWED = Pattern.compile("[vkf0-9a-zA-Z.(), &|?:!]*");

  /** A variable: what it holds for a row. */
  @FunctionalInterface
  private interface Source {
    @Nullable Object value(Row row, EvaluationContext context);
  }

  private final List<Source> variables = new ArrayList<>();
  private final Map<Expression.Field, String> fields = new HashMap<>();
  private final List<Object> constants = new ArrayList<>();
  private final Evaluator evaluator;
  private final String text;

  Rendered(Expression expression, Evaluator evaluator) {
    this.evaluator = evaluator;
    variables.add((row, context) -> context);
    text = expression.accept(this);
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalStateException("rendered text has a character that it must not have");
    }
  }

  String text() {
    return text;
  }

  /** {@code v0, v1, … k0, k1, …}: the order of {@link #values}. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      names.add("v" + i);
    }
    for (int i = 0; i < constants.size(); i++) {
      names.add("k" + i);
    }
    return names;
  }

  Object[] values(Row row, EvaluationContext context) {
    Object[] values = new Object[variables.size() + constants.size()];
    for (int i = 0; i < variables.size(); i++) {
      values[i] = variables.get(i).value(row, context);
    }
    for (int i = 0; i < constants.size(); i++) {
      values[variables.size() + i] = constants.get(i);
    }
    return values;
  }

  private String variable(Source source) {
    variables.add(source);
    return "v" + (variables.size() - 1);
  }

  private String bind(@Nullable Object value) {
    constants.add(value);
    return "k" + (constants.size() - 1);
  }

  private String truth(Expression expression) {
    return "f.isTrue(" + expression.accept(this) + ")";
  }

  private String joined(List<Expression> terms, String symbol) {
    return "(" + String.join(symbol, terms.stream().map(this::truth).toList()) + ")";
  }

  @Override
  public String constant(Expression.Constant constant) {
    return bind(constant.value());
  }

  @Override
  public String field(Expression.Field field) {
    return fields.computeIfAbsent(
        field, f -> variable((row, context) -> FieldReader.value(row, f)));
  }

  @Override
  public String and(Expression.And and) {
    return joined(and.terms(), " && ");
  }

  @Override
  public String or(Expression.Or or) {
    return joined(or.terms(), " || ");
  }

  @Override
  public String not(Expression.Not not) {
    return "(!" + truth(not.term()) + ")";
  }

  @Override
  public String conditional(Expression.Conditional c) {
    return "("
        + truth(c.condition())
        + " ? "
        + c.whenTrue().accept(this)
        + " : "
        + c.whenFalse().accept(this)
        + ")";
  }

  @Override
  public String in(Expression.In in) {
    return "f.isIn(" + in.operand().accept(this) + ", " + bind(in.values()) + ")";
  }

  @Override
  public String call(Expression.Call call) {
    StringBuilder rendered = new StringBuilder("f.call");
    rendered.append(call.arguments().size()).append("(v0, ");
    rendered.append(bind(HostFunctions.number(call.function())));
    call.arguments().forEach(a -> rendered.append(", ").append(a.accept(this)));
    return rendered.append(")").toString();
  }

  @Override
  public String aggregate(Expression.Aggregate aggregate) {
    Expression body = aggregate.body();
    CompiledExpression compiled = body == null ? null : evaluator.compile(body);
    return variable((row, context) -> Closures.aggregate(aggregate, compiled, row, context));
  }
}
