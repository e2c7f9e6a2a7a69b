package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Prints a tree as text, with as few parentheses as the grammar needs. */
final class Printer implements Expression.Visitor<Printer.Printed> {

  private static final int CHOICE = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int EQUALITY = 3;
  private static final int RELATION = 4;
  private static final int UNARY = 7;
  private static final int PRIMARY = 8;

  /** A text, and how tightly its outermost operator binds. */
  record Printed(String text, int precedence) {
    String within(int least) {
      return precedence >= least ? text : "(" + text + ")";
    }
  }

  private final @Nullable Scope scope;

  Printer(@Nullable Scope scope) {
    this.scope = scope;
  }

  String print(Expression expression) {
    return expression.accept(this).text();
  }

  private static int precedence(String symbol) {
    return switch (symbol) {
      case "==", "!=" -> EQUALITY;
      case "<", "<=", ">", ">=" -> RELATION;
      case "+", "-" -> 5;
      default -> 6;
    };
  }

  @Override
  public Printed constant(Expression.Constant constant) {
    String text = Literals.print(constant);
    return new Printed(text, text.startsWith("-") ? UNARY : PRIMARY);
  }

  @Override
  public Printed field(Expression.Field field) {
    return new Printed(path(field.path()), PRIMARY);
  }

  private String path(FieldPath path) {
    StringJoiner keys = new StringJoiner(".");
    Scope current = scope;
    for (int id : path.fieldIds()) {
      ScopeField field = current == null ? null : current.field(id);
      keys.add(field == null ? "deletedField" + Math.abs((long) id) : field.key());
      current = field == null ? null : field.inner().get();
    }
    return keys.toString();
  }

  private Printed joined(List<Expression> terms, String symbol, int precedence) {
    StringJoiner all = new StringJoiner(symbol);
    terms.forEach(term -> all.add(term.accept(this).within(precedence + 1)));
    return new Printed(all.toString(), precedence);
  }

  @Override
  public Printed and(Expression.And and) {
    return joined(and.terms(), " && ", AND);
  }

  @Override
  public Printed or(Expression.Or or) {
    return joined(or.terms(), " || ", OR);
  }

  @Override
  public Printed not(Expression.Not not) {
    return new Printed("!" + not.term().accept(this).within(UNARY), UNARY);
  }

  @Override
  public Printed conditional(Expression.Conditional c) {
    String text =
        c.condition().accept(this).within(OR)
            + " ? "
            + c.whenTrue().accept(this).text()
            + " : "
            + c.whenFalse().accept(this).text();
    return new Printed(text, CHOICE);
  }

  @Override
  public Printed in(Expression.In in) {
    StringJoiner values = new StringJoiner(", ", " in (", ")");
    in.values().forEach(value -> values.add(Literals.print(value)));
    return new Printed(in.operand().accept(this).within(RELATION) + values, RELATION);
  }

  @Override
  public Printed call(Expression.Call call) {
    FunctionDefinition function = Functions.required(call.function());
    List<Printed> arguments = call.arguments().stream().map(a -> a.accept(this)).toList();
    String name = function.name();
    if (Character.isLetter(name.charAt(0))) {
      StringJoiner all = new StringJoiner(", ", name + "(", ")");
      arguments.forEach(a -> all.add(a.text()));
      return new Printed(all.toString(), PRIMARY);
    }
    if (function.id().equals("negate")) {
      String operand = arguments.get(0).within(PRIMARY);
      return new Printed("-" + operand, UNARY);
    }
    int precedence = precedence(name);
    String right = arguments.size() == 1 ? "null" : arguments.get(1).within(precedence + 1);
    return new Printed(arguments.get(0).within(precedence) + " " + name + " " + right, precedence);
  }

  @Override
  public Printed aggregate(Expression.Aggregate aggregate) {
    String text = aggregate.function() + "(" + path(aggregate.rows());
    Expression body = aggregate.body();
    if (body != null) {
      text += ", " + new Printer(rowScope(aggregate.rows())).print(body);
    }
    return new Printed(text + ")", PRIMARY);
  }

  private @Nullable Scope rowScope(FieldPath path) {
    Scope current = scope;
    for (int id : path.fieldIds()) {
      ScopeField field = current == null ? null : current.field(id);
      current = field == null ? null : Objects.requireNonNull(field.inner()).get();
    }
    return current;
  }
}
