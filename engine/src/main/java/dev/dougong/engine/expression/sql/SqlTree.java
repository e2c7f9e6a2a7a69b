package dev.dougong.engine.expression.sql;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.DependencyCollector;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.expression.function.LogicFunctions;
import dev.dougong.engine.expression.function.SqlCall;
import dev.dougong.engine.expression.function.SqlForm;
import dev.dougong.engine.expression.function.SqlOperand;
import dev.dougong.engine.sql.SealedSql;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One statement's walk over a tree. Each node is written as a condition: null counts as false. */
final class SqlTree implements Expression.Visitor<Sql> {

  private static final Evaluator EVALUATOR = new Evaluator(Evaluator.BackEnd.CLOSURES);
  private static final Sql TRUE = Sql.of("true");
  private static final Sql FALSE = Sql.of("false");

  private final SqlScope scope;
  private final EvaluationContext context;

  SqlTree(SqlScope scope, EvaluationContext context) {
    this.scope = scope;
    this.context = context;
  }

  /** True exactly where the expression is; else false or null. */
  Sql condition(Expression expression) {
    if (isConstant(expression)) {
      return Boolean.TRUE.equals(constantValue(expression)) ? TRUE : FALSE;
    }
    return expression.accept(this);
  }

  /** The value; conditions are true or false. */
  SqlOperand operand(Expression expression) {
    ValueType type = expression.type();
    if (isConstant(expression)) {
      return bound(constantValue(expression), type);
    }
    if (expression instanceof Expression.Field field) {
      Sql raw = scope.field(field.path(), type);
      Sql sql =
          type.kind() == ValueKind.INTEGER ? Sql.template("({0})::numeric", List.of(raw)) : raw;
      if (type.kind() == ValueKind.SEALED) {
        Sql front = SealedSql.front(raw);
        return new SqlOperand(front, front, type, true, false, null);
      }
      return new SqlOperand(sql, raw, type, true, false, null);
    }
    Sql sql = expression.accept(this);
    return SqlOperand.computed(
        mayBeNullForFalse(expression) ? Sql.template("coalesce({0}, false)", List.of(sql)) : sql,
        type);
  }

  private static boolean mayBeNullForFalse(Expression expression) {
    return expression instanceof Expression.And
        || expression instanceof Expression.Or
        || expression instanceof Expression.In
        || (expression instanceof Expression.Call call
            && ValueType.BOOLEAN.equals(Functions.required(call.function()).result()));
  }

  private static boolean isConstant(Expression expression) {
    return !DependencyCollector.of(expression).readsRecord();
  }

  private @Nullable Object constantValue(Expression expression) {
    return EVALUATOR.compile(expression).evaluate(Row.NONE, context);
  }

  private SqlOperand bound(@Nullable Object value, ValueType type) {
    Sql sql;
    if (type.equals(ValueType.BOOLEAN) && value != null) {
      sql = Boolean.TRUE.equals(value) ? TRUE : FALSE;
    } else if (type.kind() == ValueKind.SEALED && value != null) {
      sql = new Sql().bind(SqlType.TEXT, context.seals().front(value.toString()));
    } else {
      SqlType as = type.isNumber() ? SqlType.NUMERIC : SqlType.of(type.kind());
      sql = new Sql().bind(as, value);
    }
    return new SqlOperand(sql, sql, type, true, true, value);
  }

  @Override
  public Sql constant(Expression.Constant constant) {
    return bound(constant.value(), constant.type()).sql();
  }

  @Override
  public Sql field(Expression.Field field) {
    return operand(field).sql();
  }

  @Override
  public Sql and(Expression.And and) {
    List<Sql> terms = new ArrayList<>();
    for (Expression term : and.terms()) {
      Sql condition = condition(term);
      if (condition == FALSE) {
        return FALSE;
      }
      if (condition != TRUE) {
        terms.add(condition);
      }
    }
    return terms.size() == 1 ? terms.get(0) : Sql.of("(").join(" and ", terms).add(")");
  }

  @Override
  public Sql or(Expression.Or or) {
    List<Sql> terms = new ArrayList<>();
    for (Expression term : or.terms()) {
      Sql condition = condition(term);
      if (condition == TRUE) {
        return TRUE;
      }
      if (condition != FALSE) {
        terms.add(condition);
      }
    }
    return terms.size() == 1 ? terms.get(0) : Sql.of("(").join(" or ", terms).add(")");
  }

  @Override
  public Sql not(Expression.Not not) {
    Sql term = condition(not.term());
    if (term == TRUE || term == FALSE) {
      return term == TRUE ? FALSE : TRUE;
    }
    return Sql.template("({0} is not true)", List.of(term));
  }

  @Override
  public Sql conditional(Expression.Conditional c) {
    return Sql.template(
        "case when {0} then {1} else {2} end",
        List.of(
            condition(c.condition()), operand(c.whenTrue()).sql(), operand(c.whenFalse()).sql()));
  }

  @Override
  public Sql in(Expression.In in) {
    SqlOperand operand = operand(in.operand());
    ValueKind kind = in.operand().type().kind();
    List<Object> values = new ArrayList<>();
    in.values().forEach(v -> values.add(Objects.requireNonNull(v.value())));
    switch (kind) {
      case TEXT:
        return any(operand, SqlType.TEXT_ARRAY, values);
      case REFERENCE:
        return any(operand, SqlType.UUID_ARRAY, values);
      case INTEGER:
        List<Object> whole = new ArrayList<>();
        for (Object value : values) {
          Long number = LogicFunctions.whole(value);
          if (number != null) {
            whole.add(number);
          }
        }
        return any(operand, SqlType.BIGINT_ARRAY, whole);
      default:
        List<Sql> bound =
            in.values().stream().map(v -> bound(v.value(), in.operand().type()).sql()).toList();
        return Sql.of("(").add(operand.sql()).add(" in (").join(", ", bound).add("))");
    }
  }

  private static Sql any(SqlOperand operand, SqlType type, List<?> values) {
    return Sql.of("(").add(operand.raw()).add(" = any(").bind(type, values).add("))");
  }

  @Override
  public Sql call(Expression.Call call) {
    if (call.function().equals("isWithin")) {
      return within(call.arguments().get(0), call.arguments().get(1));
    }
    FunctionDefinition function = Functions.required(call.function());
    SqlForm form = Objects.requireNonNull(function.sql(), function.id());
    return form.render(
        new SqlCall(call.arguments().stream().map(this::operand).toList(), context.zone().getId()));
  }

  /** One side is known now, so the other one is compared with a list of units. */
  private Sql within(Expression unit, Expression ancestor) {
    boolean isUnitKnown = isConstant(unit);
    Object known = constantValue(isUnitKnown ? unit : ancestor);
    if (known == null) {
      return FALSE;
    }
    List<UUID> units =
        List.copyOf(
            isUnitKnown
                ? context.orgTree().upwards((UUID) known)
                : context.orgTree().downwards((UUID) known));
    return any(operand(isUnitKnown ? ancestor : unit), SqlType.UUID_ARRAY, units);
  }

  @Override
  public Sql aggregate(Expression.Aggregate aggregate) {
    Aggregation aggregation = Objects.requireNonNull(Functions.aggregation(aggregate.function()));
    SqlRows rows = scope.rows(aggregate.rows(), aggregate.rowsType());
    Expression body = aggregate.body();
    SqlTree inner = new SqlTree(rows.scope(), context);
    SqlOperand operand;
    if (body == null) {
      operand = bound(true, ValueType.BOOLEAN);
    } else if (body.type().equals(ValueType.BOOLEAN)) {
      operand = SqlOperand.computed(inner.condition(body), ValueType.BOOLEAN);
    } else {
      operand = inner.operand(body);
    }
    return aggregation.sql().apply(operand, rows.from());
  }
}
