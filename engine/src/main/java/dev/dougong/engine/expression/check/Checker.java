package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives names and types to a parsed expression. Each method answers null where it found problems.
 */
final class Checker {

  private static final Set<String> EQUALITY = Set.of("==", "!=");

  private final Names names;
  private final Coercions coercions;
  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private boolean isInAggregate;
  private int depth;

  private Checker(String text) {
    this.text = text;
    this.names = new Names(this);
    this.coercions = new Coercions(this);
  }

  static Checked check(String text, Scope scope, @Nullable ValueType expected) {
    return new Checker(text).check(scope, expected);
  }

  static Rewritten rewrite(String text, Scope scope, @Nullable ValueType expected) {
    Checker checker = new Checker(text);
    Checked checked = checker.check(scope, expected);
    return new Rewritten(checked, checked.isOk() ? checker.names.rewritten(text) : text);
  }

  private Checked check(Scope scope, @Nullable ValueType expected) {
    Syntax syntax;
    try {
      syntax = Parser.parse(text);
    } catch (SyntaxException e) {
      return new Checked(null, List.of(e.problem()));
    }
    Expression expression = expression(syntax, scope);
    boolean isGiven = scope.givesSealed() && expression instanceof Expression.Field;
    if (expression != null && !(isGiven && isSealed(expression))) {
      expression =
          isSealed(expression) || ValueType.SEALED.equals(expected)
              ? problem(sealed(syntax.span()))
              : coercions.result(expression, expected, syntax.span());
    }
    return new Checked(problems.isEmpty() ? expression : null, problems);
  }

  /** Notes a problem and gives null, for returning. */
  @Nullable Expression problem(Problem problem) {
    problems.add(problem);
    return null;
  }

  /** Values of encrypted fields are compared with texts; nothing is made of them. */
  static boolean isSealed(Expression expression) {
    return expression.type().kind() == ValueKind.SEALED;
  }

  Problem sealed(Span span) {
    return at(span, "encryptedField");
  }

  Problem at(Span span, String code) {
    return span.problem(code, text);
  }

  @Nullable Expression expression(Syntax syntax, Scope scope) {
    if (++depth > Parser.MAX_DEPTH) {
      depth--;
      return problem(at(syntax.span(), "tooDeep").with("limit", Parser.MAX_DEPTH));
    }
    Expression expression = shallow(syntax, scope);
    depth--;
    return expression;
  }

  private @Nullable Expression shallow(Syntax syntax, Scope scope) {
    if (syntax instanceof Syntax.NumberLiteral literal) {
      return new Expression.Constant(
          ValueType.NUMBER, Literals.read(Literals.write(literal.value()), ValueType.NUMBER));
    } else if (syntax instanceof Syntax.TextLiteral literal) {
      String value = literal.value();
      return new Expression.Constant(ValueType.TEXT, value.isEmpty() ? null : value);
    } else if (syntax instanceof Syntax.BooleanLiteral literal) {
      return new Expression.Constant(ValueType.BOOLEAN, literal.value());
    } else if (syntax instanceof Syntax.NullLiteral) {
      return Literals.NULL;
    } else if (syntax instanceof Syntax.Path path) {
      return names.field(path, scope);
    } else if (syntax instanceof Syntax.Call call) {
      return call(call, scope);
    } else if (syntax instanceof Syntax.Unary unary) {
      return unary(unary, scope);
    } else if (syntax instanceof Syntax.Binary binary) {
      return binary(binary, scope);
    } else if (syntax instanceof Syntax.Logical logical) {
      return logical(logical, scope);
    } else if (syntax instanceof Syntax.Conditional choice) {
      return conditional(choice.condition(), choice.whenTrue(), choice.whenFalse(), scope);
    } else if (syntax instanceof Syntax.In in) {
      return in(in, scope);
    }
    throw new IllegalStateException(syntax.toString());
  }

  private @Nullable List<Expression> all(List<Syntax> syntaxes, Scope scope) {
    List<Expression> expressions = new ArrayList<>();
    for (Syntax syntax : syntaxes) {
      Expression expression = expression(syntax, scope);
      if (expression != null) {
        expressions.add(expression);
      }
    }
    return expressions.size() == syntaxes.size() ? expressions : null;
  }

  private @Nullable Expression condition(Syntax syntax, Scope scope) {
    Expression expression = expression(syntax, scope);
    if (expression == null || expression.type().equals(ValueType.BOOLEAN)) {
      return expression;
    }
    return problem(
        at(syntax.span(), "conditionNeeded")
            .with("found", TypeText.of(expression.type()))
            .with("text", written(syntax)));
  }

  String written(Syntax syntax) {
    Span span = syntax.span();
    return text.substring(span.offset(), span.offset() + span.length());
  }

  private @Nullable Expression unary(Syntax.Unary unary, Scope scope) {
    if (unary.operator().text().equals("!")) {
      Expression term = condition(unary.operand(), scope);
      return term == null ? null : new Expression.Not(term);
    }
    Expression operand = expression(unary.operand(), scope);
    if (operand == null) {
      return null;
    }
    if (operand instanceof Expression.Constant constant
        && constant.value() instanceof BigDecimal number) {
      return new Expression.Constant(ValueType.NUMBER, number.negate());
    }
    if (!operand.type().isNumber()) {
      return problem(
          at(unary.span(), "operandType")
              .with("operator", "-")
              .with("found", TypeText.of(operand.type())));
    }
    return new Expression.Call("negate", List.of(operand), ValueType.NUMBER);
  }

  private @Nullable Expression binary(Syntax.Binary binary, Scope scope) {
    Expression left = expression(binary.left(), scope);
    Expression right = expression(binary.right(), scope);
    if (left == null || right == null) {
      return null;
    }
    String operator = binary.operator().text();
    if (EQUALITY.contains(operator)) {
      Expression tested = isNothing(left) ? right : isNothing(right) ? left : null;
      boolean isTextual =
          tested != null
              && (tested.type().equals(ValueType.TEXT)
                  || isSealed(tested)
                  || isNullLiteral(left, right));
      if (tested != null && isTextual && !isNothing(tested)) {
        String id = operator.equals("==") ? "isNull" : "isNotNull";
        return new Expression.Call(id, List.of(tested), ValueType.BOOLEAN);
      }
    }
    return coercions.operator(binary, left, right);
  }

  /** A literal null or empty text. */
  private static boolean isNothing(Expression expression) {
    return expression instanceof Expression.Constant constant && constant.value() == null;
  }

  private static boolean isNullLiteral(Expression left, Expression right) {
    return left == Literals.NULL || right == Literals.NULL;
  }

  private @Nullable Expression logical(Syntax.Logical logical, Scope scope) {
    List<Expression> terms = new ArrayList<>();
    for (Syntax term : logical.terms()) {
      Expression checked = condition(term, scope);
      if (checked != null) {
        terms.add(checked);
      }
    }
    if (terms.size() < logical.terms().size()) {
      return null;
    }
    return logical.operator().text().equals("&&")
        ? new Expression.And(terms)
        : new Expression.Or(terms);
  }

  private @Nullable Expression conditional(
      Syntax condition, Syntax whenTrue, Syntax whenFalse, Scope scope) {
    Expression test = condition(condition, scope);
    Expression first = expression(whenTrue, scope);
    Expression second = expression(whenFalse, scope);
    if (test == null || first == null || second == null) {
      return null;
    }
    List<Expression> branches = coercions.same(List.of(first, second));
    if (branches == null) {
      return problem(
          at(whenTrue.span().to(whenFalse.span()), "branchTypes")
              .with("left", coercions.name(first))
              .with("right", coercions.name(second)));
    }
    return new Expression.Conditional(
        test, branches.get(0), branches.get(1), Coercions.widened(branches.get(0).type()));
  }

  private @Nullable Expression in(Syntax.In in, Scope scope) {
    Expression operand = expression(in.operand(), scope);
    List<Expression> values = all(in.values(), scope);
    if (operand == null || values == null) {
      return null;
    }
    return coercions.in(in, operand, values);
  }

  private @Nullable Expression call(Syntax.Call call, Scope scope) {
    String name = call.name().text();
    if (name.equals("if") && call.arguments().size() == 3) {
      List<Syntax> a = call.arguments();
      return conditional(a.get(0), a.get(1), a.get(2), scope);
    }
    Aggregation aggregation = Functions.aggregation(name);
    if (aggregation != null && !call.arguments().isEmpty()) {
      ScopeField rows = names.rows(call.arguments().get(0), scope);
      if (rows != null) {
        return aggregate(aggregation, call, rows, scope);
      }
    }
    List<Expression> arguments = all(call.arguments(), scope);
    if (arguments == null) {
      return null;
    }
    if (Functions.named(name).isEmpty()) {
      return aggregation != null
          ? problem(at(call.span(), "rowsNeeded").with("function", name))
          : problem(
              at(call.name().span(), name.equals("if") ? "argumentCount" : "unknownFunction")
                  .with("name", name)
                  .with("function", name)
                  .with("signature", "if(boolean, value, value)")
                  .near(Expressions.suggestions(name, Functions.names())));
    }
    return coercions.call(call, arguments);
  }

  private @Nullable Expression aggregate(
      Aggregation aggregation, Syntax.Call call, ScopeField rows, Scope scope) {
    FieldPath path = names.path((Syntax.Path) call.arguments().get(0), scope);
    int count = call.arguments().size();
    if (path == null) {
      return null;
    }
    if (isInAggregate) {
      return problem(at(call.span(), "nestedAggregate").with("function", aggregation.id()));
    }
    boolean hasBody = count == 2;
    if (count > 2 || (!hasBody && !aggregation.isBodyOptional())) {
      return problem(
          at(call.span(), "argumentCount")
              .with("function", aggregation.id())
              .with("signature", aggregation.id() + "(" + rows.key() + ", …)"));
    }
    Expression body = null;
    if (hasBody) {
      body = body(aggregation, call.arguments().get(1), rows);
      if (body == null) {
        return null;
      }
    }
    ValueType result = aggregation.result();
    ValueType bodyType = body == null ? ValueType.NUMBER : Coercions.widened(body.type());
    return new Expression.Aggregate(
        aggregation.id(), path, rows.type(), body, result == null ? bodyType : result);
  }

  private @Nullable Expression body(Aggregation aggregation, Syntax syntax, ScopeField rows) {
    Scope inner = rows.inner().get();
    if (inner == null) {
      return problem(at(syntax.span(), "notAReference").with("name", rows.key()));
    }
    isInAggregate = true;
    Expression body = expression(syntax, inner);
    isInAggregate = false;
    if (body != null && !aggregation.body().takes(body.type())) {
      return problem(
          at(syntax.span(), "argumentType")
              .with("function", aggregation.id())
              .with("position", 2)
              .with("expected", TypeText.of(aggregation.body()))
              .with("found", coercions.name(body)));
    }
    return body;
  }

  static boolean isRows(ValueKind kind) {
    return kind == ValueKind.TABLE || kind == ValueKind.REFERENCE_LIST;
  }
}
