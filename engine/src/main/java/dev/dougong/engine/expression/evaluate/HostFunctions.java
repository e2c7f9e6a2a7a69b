package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.function.Arguments;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.expression.function.LogicFunctions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one class that rendered MVEL can reach, under the name {@code f}. Public only because MVEL
 * calls it by reflection. A function is given as its number, {@code c} is the context.
 */
public final class HostFunctions {

  private static final List<FunctionDefinition> ALL = Functions.all();

  private HostFunctions() {}

  static int number(String id) {
    return ALL.indexOf(Functions.required(id));
  }

  private static @Nullable Object call(Object c, Object function, @Nullable Object... values) {
    return ALL.get((Integer) function).call(new Arguments((EvaluationContext) c, values));
  }

  /** Whether the value is true; null is not. */
  public static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  /** Whether the value is one of the list of constants. */
  @SuppressWarnings("unchecked") // the renderer bound a list of constants
  public static boolean isIn(@Nullable Object value, Object constants) {
    return LogicFunctions.isOneOf(value, (List<Expression.Constant>) constants);
  }

  /** A function of no argument. */
  public static @Nullable Object call0(Object c, Object function) {
    return call(c, function);
  }

  /** A function of one argument. */
  public static @Nullable Object call1(Object c, Object function, @Nullable Object a) {
    return call(c, function, a);
  }

  /** A function of 2 arguments. */
  public static @Nullable Object call2(
      Object c, Object function, @Nullable Object a, @Nullable Object b) {
    return call(c, function, a, b);
  }

  /** A function of 3 arguments. */
  public static @Nullable Object call3(
      Object c, Object function, @Nullable Object a, @Nullable Object b, @Nullable Object x) {
    return call(c, function, a, b, x);
  }

  /** A function of 4 arguments. */
  public static @Nullable Object call4(
      Object c,
      Object function,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object x,
      @Nullable Object d) {
    return call(c, function, a, b, x, d);
  }

  /** A function of 5 arguments. */
  public static @Nullable Object call5(
      Object c,
      Object function,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object x,
      @Nullable Object d,
      @Nullable Object e) {
    return call(c, function, a, b, x, d, e);
  }

  /** A function of 6 arguments. */
  public static @Nullable Object call6(
      Object c,
      Object function,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object x,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f) {
    return call(c, function, a, b, x, d, e, f);
  }

  /** A function of 7 arguments. */
  public static @Nullable Object call7(
      Object c,
      Object function,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object x,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f,
      @Nullable Object g) {
    return call(c, function, a, b, x, d, e, f, g);
  }

  /** A function of 8 arguments. */
  public static @Nullable Object call8(
      Object c,
      Object function,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object x,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f,
      @Nullable Object g,
      @Nullable Object h) {
    return call(c, function, a, b, x, d, e, f, g, h);
  }
}
