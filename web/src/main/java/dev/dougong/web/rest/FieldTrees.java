package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ReaderScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of fields as checked trees, for a reader who may see all that they read; others
 * are left to the server.
 */
final class FieldTrees {

  private final Entity entity;
  private final Scope scope;
  private final Expressions expressions;

  FieldTrees(Access access, Entity entity, Expressions expressions) {
    this.entity = entity;
    this.scope = new ReaderScope(access, entity);
    this.expressions = expressions;
  }

  /** Adds those of a field of the entity, or of the rows of a table of it. */
  void add(@Nullable Field table, Field field, ObjectNode node) {
    if (field.formula() != null && !add(table, field.formula(), "tree", node)) {
      node.remove("expression");
    }
    add(table, field.visibleWhen(), "visible", node);
    add(table, field.requiredWhen(), "requiredWhen", node);
    Expression value = field.defaultValue();
    if (value != null && add(table, value, "defaultTree", node)) {
      Set<String> via = via(table == null ? entity.allFields() : table.rowFields(), value);
      if (!via.isEmpty()) {
        via.forEach(node.putArray("defaultVia")::add);
      }
    }
  }

  /** Adds a tree over the entity where the reader may see all that it reads. */
  void add(@Nullable Expression expression, String name, ObjectNode node) {
    add(null, expression, name, node);
  }

  private boolean add(
      @Nullable Field table, @Nullable Expression expression, String name, ObjectNode node) {
    if (expression == null || !isReadable(table, expression)) {
      return false;
    }
    node.set(name, expressions.toJson(expression));
    return true;
  }

  /** The references beside the field through which it reads. */
  private Set<String> via(List<Field> beside, Expression value) {
    Set<String> via = new LinkedHashSet<>();
    for (FieldPath path : expressions.dependencies(value).fields()) {
      for (Field field : beside) {
        if (!path.hops().isEmpty()
            && field.id() == path.hops().get(0)
            && field.rowFields().isEmpty()) {
          via.add(field.key());
        }
      }
    }
    return via;
  }

  /** Whether the reader may see everything that an expression over the entity reads. */
  boolean isReadable(Expression expression) {
    return isReadable(null, expression);
  }

  private boolean isReadable(@Nullable Field table, Expression expression) {
    ScopeField rows = table == null ? null : scope.field(table.id());
    @Nullable Scope from = table == null ? scope : rows == null ? null : rows.inner().get();
    return expressions.dependencies(expression).fields().stream()
        .allMatch(path -> isReadable(from, path));
  }

  private static boolean isReadable(@Nullable Scope start, FieldPath path) {
    @Nullable Scope at = start;
    for (int id : path.fieldIds()) {
      @Nullable ScopeField field = at == null ? null : at.field(id);
      if (field == null) {
        return false;
      }
      at = field.inner().get();
    }
    return true;
  }
}
