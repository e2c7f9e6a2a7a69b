package dev.dougong.engine.expression;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression. Immutable; made by {@code check.Expressions} only, so that types and limits
 * hold. Fields are held by id, functions (operators too) by the stable id of one overload.
 *
 * <p>A value is null or the canonical Java form of its kind (see {@link
 * dev.dougong.engine.value.ValueKind}), except that every number is a {@link java.math.BigDecimal}.
 */
public sealed interface Expression {

  /** What it gives. */
  ValueType type();

  /** Calls the visitor's method for this kind of node. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of node. */
  interface Visitor<R> {
    R constant(Constant constant);

    R field(Field field);

    R and(And and);

    R or(Or or);

    R not(Not not);

    R conditional(Conditional conditional);

    R in(In in);

    R call(Call call);

    R aggregate(Aggregate aggregate);
  }

  /** A literal. */
  record Constant(ValueType type, @Nullable Object value) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** The value of a field, own or through references. */
  record Field(FieldPath path, ValueType type) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.field(this);
    }
  }

  /** True when all terms are true; null counts as false. */
  record And(List<Expression> terms) implements Expression {
    public And {
      terms = List.copyOf(terms);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /** True when at least one term is true. */
  record Or(List<Expression> terms) implements Expression {
    public Or {
      terms = List.copyOf(terms);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /** True when the term is not true; so of null it is true. */
  record Not(Expression term) implements Expression {
    public Not {
      Objects.requireNonNull(term, "term");
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** One of two values; a null condition chooses the second. */
  record Conditional(
      Expression condition, Expression whenTrue, Expression whenFalse, ValueType type)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /** Whether the operand equals one of the constants; false for null. */
  record In(Expression operand, List<Constant> values) implements Expression {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /** A function or operator. */
  record Call(String function, List<Expression> arguments, ValueType type) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * A value over the rows of a table or the targets of a multi reference.
   *
   * @param rows path of the table or multi reference
   * @param body evaluated for each row, in the row's scope; null where only rows are counted
   */
  record Aggregate(
      String function,
      FieldPath rows,
      ValueType rowsType,
      @Nullable Expression body,
      ValueType type)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }
}
