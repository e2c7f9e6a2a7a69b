package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.expression.function.Slot;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits arguments to parameters. Only literals change their type (null to any; a text to the date,
 * time or reference that it is compared with), and a date-time becomes a date where a function
 * takes dates only.
 */
final class Coercions {

  private final Checker checker;

  Coercions(Checker checker) {
    this.checker = checker;
  }

  /** Integers are numbers in results. */
  static ValueType widened(ValueType type) {
    return type.isNumber() ? ValueType.NUMBER : type;
  }

  /** The type as messages name it. */
  String name(Expression expression) {
    return expression == Literals.NULL ? "null" : TypeText.of(expression.type());
  }

  /** The expression with the wanted type; null where it has another one. */
  @Nullable Expression fit(Expression expression, ValueType wanted, boolean isParameter) {
    if (expression == Literals.NULL) {
      return new Expression.Constant(wanted, null);
    }
    if (expression.type().isSameAs(wanted)) {
      return expression;
    }
    if (expression instanceof Expression.Constant constant
        && constant.type().equals(ValueType.TEXT)
        && constant.value() instanceof String text
        && !wanted.isNumber()
        && wanted.kind() != ValueKind.BOOLEAN) {
      Object value = Literals.read(text, wanted);
      return value == null ? null : new Expression.Constant(wanted, value);
    }
    if (isParameter
        && wanted.equals(ValueType.DATE)
        && expression.type().equals(ValueType.DATE_TIME)
        && !(expression instanceof Expression.Constant)) {
      return new Expression.Call("dateOf", List.of(expression), ValueType.DATE);
    }
    return null;
  }

  /** All with one type, or null. */
  @Nullable List<Expression> same(List<Expression> expressions) {
    ValueType common = common(expressions);
    if (common == null) {
      return null;
    }
    List<Expression> fitted = new ArrayList<>();
    for (Expression expression : expressions) {
      Expression one = fit(expression, common, false);
      if (one == null) {
        return null;
      }
      fitted.add(one);
    }
    return fitted;
  }

  /** The type that the others must have: the first that is not a literal text or null. */
  private static @Nullable ValueType common(List<Expression> expressions) {
    ValueType literal = null;
    for (Expression expression : expressions) {
      if (expression == Literals.NULL) {
        continue;
      }
      boolean isText =
          expression instanceof Expression.Constant && expression.type().equals(ValueType.TEXT);
      if (!isText) {
        return expression.type();
      }
      literal = expression.type();
    }
    return literal;
  }

  @Nullable Expression result(Expression expression, @Nullable ValueType expected, Span span) {
    if (expected == null) {
      return expression == Literals.NULL
          ? checker.problem(checker.at(span, "nullNeedsType"))
          : expression;
    }
    Expression fitted = fit(expression, expected, false);
    return fitted != null
        ? fitted
        : checker.problem(
            checker
                .at(span, "resultType")
                .with("expected", TypeText.of(expected))
                .with("found", name(expression)));
  }

  @Nullable Expression operator(Syntax.Binary binary, Expression left, Expression right) {
    String operator = binary.operator().text();
    Expression call = resolve(Functions.named(operator), List.of(left, right));
    if (call != null) {
      return call;
    }
    return checker.problem(
        Checker.isSealed(left) || Checker.isSealed(right)
            ? checker.sealed(binary.span())
            : operands(binary, left, right));
  }

  private Problem operands(Syntax.Binary binary, Expression left, Expression right) {
    String operator = binary.operator().text();
    boolean isText = isText(left) || isText(right);
    boolean isNumber = left.type().isNumber() || right.type().isNumber();
    boolean isDate = isDate(left) || isDate(right);
    String code = "operandTypes";
    if (operator.equals("+") && isText && isNumber) {
      code = "textPlusNumber";
    } else if (isDate && (operator.equals("+") || operator.equals("-"))) {
      code = "dateArithmetic";
    } else if (isDate && left.type().kind() != right.type().kind()) {
      code = isText ? "badDate" : "dateWithDateTime";
    }
    return checker
        .at(binary.span(), code)
        .with("operator", operator)
        .with("left", name(left))
        .with("right", name(right));
  }

  private static boolean isText(Expression expression) {
    return expression.type().equals(ValueType.TEXT);
  }

  private static boolean isDate(Expression expression) {
    ValueKind kind = expression.type().kind();
    return kind == ValueKind.DATE || kind == ValueKind.DATE_TIME;
  }

  @Nullable Expression in(Syntax.In in, Expression operand, List<Expression> values) {
    List<Expression.Constant> constants = new ArrayList<>();
    List<Expression> equals = new ArrayList<>();
    FunctionDefinition equal = Functions.required("equal");
    for (int i = 0; i < values.size(); i++) {
      Expression value = values.get(i);
      Expression call = resolve(List.of(equal), List.of(operand, value));
      Syntax written = in.values().get(i);
      if (value instanceof Expression.Constant constant && constant.value() == null) {
        return checker.problem(checker.at(written.span(), "nullInList"));
      }
      if (!(call instanceof Expression.Call comparison)) {
        return checker.problem(
            checker
                .at(written.span(), "listType")
                .with("expected", name(operand))
                .with("found", name(value)));
      }
      equals.add(comparison);
      if (comparison.arguments().get(1) instanceof Expression.Constant constant) {
        constants.add(constant);
      }
    }
    boolean isConstant = constants.size() == values.size() && !Checker.isSealed(operand);
    if (!isConstant && values.size() > Parser.MAX_DEPTH) {
      return checker.problem(checker.at(in.span(), "listTooLong").with("limit", Parser.MAX_DEPTH));
    }
    if (isConstant) {
      return new Expression.In(((Expression.Call) equals.get(0)).arguments().get(0), constants);
    }
    return equals.size() == 1 ? equals.get(0) : new Expression.Or(equals);
  }

  @Nullable Expression call(Syntax.Call call, List<Expression> arguments) {
    String name = call.name().text();
    List<FunctionDefinition> overloads = Functions.named(name);
    Expression resolved = resolve(overloads, arguments);
    if (resolved instanceof Expression.Call made) {
      return checkLiterals(call, made);
    }
    if (arguments.stream().anyMatch(Checker::isSealed)) {
      return checker.problem(checker.sealed(call.span()));
    }
    List<FunctionDefinition> fitting =
        overloads.stream().filter(f -> f.takes(arguments.size())).toList();
    String signatures = String.join(" / ", overloads.stream().map(TypeText::signature).toList());
    if (fitting.isEmpty()) {
      return checker.problem(
          checker
              .at(call.span(), "argumentCount")
              .with("function", name)
              .with("signature", signatures));
    }
    int wrong = firstWrong(fitting, arguments);
    return checker.problem(
        checker
            .at(call.arguments().get(wrong).span(), "argumentType")
            .with("function", name)
            .with("position", wrong + 1)
            .with("expected", signatures)
            .with("found", name(arguments.get(wrong))));
  }

  /** The first argument that no overload takes at its place; else the first. */
  private int firstWrong(List<FunctionDefinition> overloads, List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      int place = i;
      if (overloads.stream()
          .allMatch(f -> fit(arguments.get(place), f.slot(place), null) == null)) {
        return i;
      }
    }
    return arguments.size() - 1;
  }

  private @Nullable Expression checkLiterals(Syntax.Call syntax, Expression.Call call) {
    FunctionDefinition function = Functions.required(call.function());
    for (int i = 0; i < call.arguments().size(); i++) {
      if (!function.slot(i).isLiteral()) {
        continue;
      }
      Object value =
          call.arguments().get(i) instanceof Expression.Constant constant ? constant.value() : null;
      Problem problem =
          checker
              .at(syntax.arguments().get(i).span(), "literalNeeded")
              .with("function", function.name())
              .with("position", i + 1)
              .with("min", function.literalMin())
              .with("max", function.literalMax());
      if (value == null) {
        return checker.problem(problem);
      }
      if (value instanceof BigDecimal number && !isInRange(number, function)) {
        return checker.problem(new Problem("expression.literalRange", "", problem.arguments()));
      }
    }
    if (call.function().equals("isWithin")
        && DependencyCollector.of(call.arguments().get(0)).readsRecord()
        && DependencyCollector.of(call.arguments().get(1)).readsRecord()) {
      return checker.problem(checker.at(syntax.span(), "bothSidesDepend"));
    }
    return call;
  }

  private static boolean isInRange(BigDecimal number, FunctionDefinition function) {
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(function.literalMin())) >= 0
        && number.compareTo(BigDecimal.valueOf(function.literalMax())) <= 0;
  }

  /** The overload that needs the fewest changes; null where none fits. */
  private @Nullable Expression resolve(
      List<FunctionDefinition> overloads, List<Expression> arguments) {
    Expression best = null;
    int fewest = Integer.MAX_VALUE;
    for (FunctionDefinition overload : overloads) {
      if (overload.takes(arguments.size())) {
        List<Expression> fitted = fit(overload, arguments);
        if (fitted != null) {
          int changes = 0;
          for (int i = 0; i < fitted.size(); i++) {
            changes += fitted.get(i) == arguments.get(i) ? 0 : 1;
          }
          if (changes < fewest) {
            fewest = changes;
            best = new Expression.Call(overload.id(), fitted, result(overload, fitted));
          }
        }
      }
    }
    return best;
  }

  private static ValueType result(FunctionDefinition function, List<Expression> arguments) {
    ValueType result = function.result();
    return result == null ? widened(arguments.get(0).type()) : result;
  }

  private @Nullable List<Expression> fit(FunctionDefinition function, List<Expression> arguments) {
    List<Expression> generic = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (function.slot(i).isGeneric()) {
        generic.add(arguments.get(i));
      }
    }
    ValueType common = common(generic);
    List<Expression> fitted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Slot slot = function.slot(i);
      ValueType wanted = slot == Slot.ELEMENT ? element(arguments.get(0).type()) : common;
      Expression one = fit(arguments.get(i), slot, wanted);
      if (one == null) {
        return null;
      }
      fitted.add(one);
    }
    return fitted;
  }

  private static @Nullable ValueType element(ValueType list) {
    String target = list.target();
    return target == null ? null : ValueType.reference(target);
  }

  private @Nullable Expression fit(Expression argument, Slot slot, @Nullable ValueType common) {
    ValueType wanted = slot.onlyType();
    if (wanted == null && (slot.isGeneric() || slot == Slot.ELEMENT)) {
      wanted = common;
      if (wanted == null || !slot.takes(wanted)) {
        // in a message about one argument the others are not known
        return common == null && slot.takes(argument.type()) ? argument : null;
      }
    }
    if (wanted == null) {
      return argument != Literals.NULL && slot.takes(argument.type()) ? argument : null;
    }
    return fit(argument, wanted, true);
  }
}
