package dev.dougong.engine.expression.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import java.util.List;

/**
 * The JSON form of a tree. Every node says what it is ({@code node}) and what it gives ({@code
 * type}); numbers are texts, so that no digit is lost on the way.
 */
final class TreeWriter implements Expression.Visitor<ObjectNode> {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static ObjectNode node(String name, Expression expression) {
    return JSON.objectNode().put("node", name).put("type", TypeText.json(expression.type()));
  }

  private ArrayNode all(List<? extends Expression> expressions) {
    ArrayNode array = JSON.arrayNode();
    expressions.forEach(e -> array.add(e.accept(this)));
    return array;
  }

  private static ArrayNode path(FieldPath path) {
    ArrayNode array = JSON.arrayNode();
    path.fieldIds().forEach(array::add);
    return array;
  }

  @Override
  public ObjectNode constant(Expression.Constant constant) {
    ObjectNode node = node("constant", constant);
    Object value = constant.value();
    if (value instanceof Boolean truth) {
      return node.put("value", truth);
    }
    return value == null ? node.putNull("value") : node.put("value", Literals.write(value));
  }

  @Override
  public ObjectNode field(Expression.Field field) {
    ObjectNode node = node("field", field);
    node.set("path", path(field.path()));
    return node;
  }

  @Override
  public ObjectNode and(Expression.And and) {
    ObjectNode node = node("and", and);
    node.set("terms", all(and.terms()));
    return node;
  }

  @Override
  public ObjectNode or(Expression.Or or) {
    ObjectNode node = node("or", or);
    node.set("terms", all(or.terms()));
    return node;
  }

  @Override
  public ObjectNode not(Expression.Not not) {
    ObjectNode node = node("not", not);
    node.set("term", not.term().accept(this));
    return node;
  }

  @Override
  public ObjectNode conditional(Expression.Conditional c) {
    ObjectNode node = node("conditional", c);
    node.set("condition", c.condition().accept(this));
    node.set("whenTrue", c.whenTrue().accept(this));
    node.set("whenFalse", c.whenFalse().accept(this));
    return node;
  }

  @Override
  public ObjectNode in(Expression.In in) {
    ObjectNode node = node("in", in);
    node.set("operand", in.operand().accept(this));
    node.set("values", all(in.values()));
    return node;
  }

  @Override
  public ObjectNode call(Expression.Call call) {
    ObjectNode node = node("call", call).put("function", call.function());
    node.set("arguments", all(call.arguments()));
    return node;
  }

  @Override
  public ObjectNode aggregate(Expression.Aggregate aggregate) {
    ObjectNode node = node("aggregate", aggregate).put("function", aggregate.function());
    node.set("rows", path(aggregate.rows()));
    node.put("rowsType", TypeText.json(aggregate.rowsType()));
    Expression body = aggregate.body();
    if (body != null) {
      node.set("body", body.accept(this));
    }
    return node;
  }
}
