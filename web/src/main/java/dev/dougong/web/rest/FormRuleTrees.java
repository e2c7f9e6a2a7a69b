package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ReaderScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a form as the browser evaluates them: expressions as checked trees, fields that the
 * reader does not see left out. A rule whose condition reads such fields has no {@code when}: the
 * browser then shows what it shows and leaves the rest to the server.
 */
final class FormRuleTrees {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> LISTS = List.of("show", "require", "readOnly");

  private final Access access;
  private final Entity entity;
  private final Expressions expressions;

  FormRuleTrees(Access access, Entity entity, Expressions expressions) {
    this.access = access;
    this.entity = entity;
    this.expressions = expressions;
  }

  ArrayNode of(JsonNode rules) {
    ArrayNode trees = JSON.arrayNode();
    for (JsonNode rule : rules) {
      ObjectNode tree = trees.addObject();
      put(tree, "when", rule.path("when").asText(), ValueType.BOOLEAN);
      for (String list : LISTS) {
        for (JsonNode key : rule.path(list)) {
          if (isSeen(key.asText())) {
            tree.withArray(list).add(key);
          }
        }
      }
      for (JsonNode offer : rule.path("offer")) {
        if (isSeen(offer.path("field").asText())) {
          tree.withArray("offer").add(offer);
        }
      }
      for (JsonNode set : rule.path("set")) {
        String key = set.path("field").asText();
        ScopeField field = entity.scope().field(key);
        ObjectNode value = JSON.objectNode().put("field", key);
        if (field != null
            && isSeen(key)
            && put(value, "value", set.path("value").asText(), field.type())) {
          tree.withArray("set").add(value);
        }
      }
    }
    return trees;
  }

  private boolean isSeen(String key) {
    Field field = entity.field(key);
    return field != null && access.field(entity, field) != FieldAccess.HIDDEN;
  }

  private boolean put(ObjectNode node, String name, String text, ValueType type) {
    @Nullable Expression expression =
        expressions.check(text, new ReaderScope(access, entity), type).expression();
    if (expression != null) {
      node.set(name, expressions.toJson(expression));
    }
    return expression != null;
  }
}
