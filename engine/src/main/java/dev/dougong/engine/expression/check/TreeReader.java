package dev.dougong.engine.expression.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TreeWriter} wrote and refuses anything else. */
final class TreeReader {

  private int nodes;

  Expression read(JsonNode json, int depth) {
    if (++nodes > Parser.MAX_NODES + Parser.MAX_LIST || depth > Parser.MAX_DEPTH) {
      throw malformed("tree");
    }
    int next = depth + 1;
    return switch (json.path("node").asText()) {
      case "constant" -> constant(json);
      case "field" -> new Expression.Field(path(json.path("path")), type(json.path("type")));
      case "and" -> new Expression.And(conditions(json.path("terms"), next));
      case "or" -> new Expression.Or(conditions(json.path("terms"), next));
      case "not" -> new Expression.Not(condition(json.path("term"), next));
      case "conditional" -> conditional(json, next);
      case "in" -> in(json, next);
      case "call" -> call(json, next);
      case "aggregate" -> aggregate(json, next);
      default -> throw malformed("node");
    };
  }

  private static InputException malformed(String detail) {
    return InputException.malformed(Problem.of("expression.badTree").with("detail", detail));
  }

  private static ValueType type(JsonNode json) {
    ValueType type = TypeText.read(json.asText());
    if (type == null) {
      throw malformed("type");
    }
    return type;
  }

  private static FieldPath path(JsonNode json) {
    List<Integer> ids = new ArrayList<>();
    for (JsonNode id : json) {
      if (!id.isInt()) {
        throw malformed("path");
      }
      ids.add(id.intValue());
    }
    if (ids.isEmpty() || ids.size() > FieldPath.MAX_HOPS + 1) {
      throw malformed("path");
    }
    return new FieldPath(ids);
  }

  private static Expression.Constant constant(JsonNode json) {
    ValueType type = type(json.path("type"));
    JsonNode written = json.path("value");
    if (written.isNull()) {
      return new Expression.Constant(type, null);
    }
    Object value;
    try {
      value = written.isBoolean() ? written.booleanValue() : read(written.asText(), type);
    } catch (NumberFormatException e) {
      throw malformed("value");
    }
    if (value == null || written.isBoolean() != type.equals(ValueType.BOOLEAN)) {
      throw malformed("value");
    }
    return new Expression.Constant(type, value);
  }

  private static @Nullable Object read(String text, ValueType type) {
    boolean isNumeral = text.length() <= 64 && !text.contains("e") && !text.contains("E");
    return type.isNumber() && !isNumeral ? null : Literals.read(text, type);
  }

  private List<Expression> all(JsonNode json, int depth) {
    List<Expression> expressions = new ArrayList<>();
    for (JsonNode one : json) {
      expressions.add(read(one, depth));
    }
    return expressions;
  }

  private Expression condition(JsonNode json, int depth) {
    Expression term = read(json, depth);
    if (!term.type().equals(ValueType.BOOLEAN)) {
      throw malformed("term");
    }
    return term;
  }

  private List<Expression> conditions(JsonNode json, int depth) {
    List<Expression> terms = new ArrayList<>();
    for (JsonNode one : json) {
      terms.add(condition(one, depth));
    }
    if (terms.isEmpty()) {
      throw malformed("terms");
    }
    return terms;
  }

  private Expression conditional(JsonNode json, int depth) {
    ValueType type = type(json.path("type"));
    Expression whenTrue = read(json.path("whenTrue"), depth);
    Expression whenFalse = read(json.path("whenFalse"), depth);
    if (!whenTrue.type().isSameAs(type) || !whenFalse.type().isSameAs(type)) {
      throw malformed("type");
    }
    return new Expression.Conditional(
        condition(json.path("condition"), depth), whenTrue, whenFalse, type);
  }

  private Expression in(JsonNode json, int depth) {
    Expression operand = read(json.path("operand"), depth);
    List<Expression.Constant> values = new ArrayList<>();
    for (JsonNode one : json.path("values")) {
      Expression.Constant value = constant(one);
      if (value.value() == null || !value.type().isSameAs(operand.type())) {
        throw malformed("values");
      }
      values.add(value);
    }
    if (values.isEmpty() || values.size() > Parser.MAX_LIST) {
      throw malformed("values");
    }
    return new Expression.In(operand, values);
  }

  private Expression call(JsonNode json, int depth) {
    FunctionDefinition function = Functions.byId(json.path("function").asText());
    List<Expression> arguments = all(json.path("arguments"), depth);
    boolean isFit = function != null && function.takes(arguments.size());
    for (int i = 0; function != null && isFit && i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      isFit =
          function.slot(i).takes(argument.type())
              && (!function.slot(i).isLiteral()
                  || (argument instanceof Expression.Constant constant
                      && constant.value() != null));
    }
    if (function == null || !isFit) {
      throw malformed("function");
    }
    return new Expression.Call(function.id(), arguments, type(json.path("type")));
  }

  private Expression aggregate(JsonNode json, int depth) {
    Aggregation aggregation = Functions.aggregation(json.path("function").asText());
    ValueType rows = type(json.path("rowsType"));
    Expression body = json.has("body") ? read(json.path("body"), depth) : null;
    if (aggregation == null
        || !Checker.isRows(rows.kind())
        || (body == null
            ? !aggregation.isBodyOptional()
            : !aggregation.body().takes(body.type()))) {
      throw malformed("function");
    }
    return new Expression.Aggregate(
        aggregation.id(), path(json.path("rows")), rows, body, type(json.path("type")));
  }
}
