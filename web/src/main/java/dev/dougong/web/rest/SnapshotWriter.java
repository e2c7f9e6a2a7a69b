package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Grouping;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.form.viewtype.ViewType;
import dev.dougong.form.viewtype.ViewTypes;
import dev.dougong.report.dashboard.Dashboards;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the user interface needs to know of the published documents: nothing that the reader may not
 * see, expressions as checked trees.
 */
final class SnapshotWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> OWN = Set.of("key", "type", "visible", "requiredWhen", "fields");

  private final Access access;
  private final FieldSight sight;
  private final Expressions expressions;
  private final Dashboards dashboards;
  private final ViewTypes viewTypes;

  SnapshotWriter(
      Access access, Expressions expressions, Dashboards dashboards, ViewTypes viewTypes) {
    this.access = access;
    this.sight = new FieldSight(access);
    this.expressions = expressions;
    this.dashboards = dashboards;
    this.viewTypes = viewTypes;
  }

  ObjectNode write() {
    ObjectNode snapshot = JSON.objectNode();
    snapshot.put("version", access.metadata().version());
    ArrayNode entities = snapshot.putArray("entities");
    for (Entity entity : access.metadata().entities()) {
      if (!access.entity(entity).isNone()) {
        entities.add(entity(entity));
      }
    }
    documents("form", "layout", snapshot.putArray("forms"));
    documents("view", "columns", snapshot.putArray("views"));
    snapshot.set("menus", new ReaderMenus(access, dashboards).all());
    return snapshot;
  }

  /** A form and its entity, where there is such a form. */
  void writeForm(String key, ObjectNode answer) {
    ArrayNode forms = JSON.arrayNode();
    documents("form", "layout", forms);
    for (JsonNode form : forms) {
      if (form.path("key").asText().equals(key)) {
        answer.set("form", form);
        answer.set("entity", entity(access.metadata().entity(form.path("entity").asText())));
      }
    }
  }

  private ObjectNode entity(Entity entity) {
    EntityAccess rights = access.entity(entity);
    ObjectNode node = JSON.objectNode();
    node.put("key", entity.key());
    node.put("id", entity.id());
    node.set("label", label(entity.definition().label()));
    Field title = entity.title();
    if (title != null && rights.isShown(title)) {
      node.put("title", title.key());
    }
    ArrayNode naturalKey = node.putArray("naturalKey");
    for (Field field : entity.naturalKey()) {
      if (rights.field(field) != FieldAccess.HIDDEN) {
        naturalKey.add(field.key());
      }
    }
    JsonNode groups = entity.definition().source().path("groups");
    ArrayNode keyFigures = node.putArray("keyFigures");
    for (String key : EntityReader.page(entity.definition()).keyFigures()) {
      if (sight.isShown(entity, key)) {
        keyFigures.add(key);
      }
    }
    PageParts.of(access, expressions).add(entity, node);
    node.set("groups", groups.isArray() ? groups : JSON.arrayNode());
    ArrayNode fields = node.putArray("fields");
    var trees = new FieldTrees(access, entity, expressions);
    for (Field field : entity.allFields()) {
      FieldAccess right = rights.field(field);
      if (rights.isMasked(field)) {
        fields.add(field(trees, null, field, right).put("right", "masked"));
      } else if (right != FieldAccess.HIDDEN) {
        fields.add(field(trees, null, field, right));
      }
    }
    node.set("rules", rules(entity, rights));
    ObjectNode may = node.putObject("rights");
    may.put("create", rights.mayCreate());
    may.put("update", !rights.update().equals(RowRule.NONE));
    may.put("delete", !rights.delete().equals(RowRule.NONE));
    may.put("export", rights.mayExport());
    may.put("import", rights.mayImport());
    may.put("reveal", rights.mayReveal());
    return node;
  }

  private ObjectNode field(
      FieldTrees trees, @Nullable Field table, Field field, FieldAccess right) {
    ObjectNode node = JSON.objectNode();
    node.put("key", field.key());
    node.put("id", field.id());
    node.put("type", field.definition().type());
    node.put("kind", camelCase(field.kind()));
    node.put("required", field.definition().required());
    node.put("unique", field.definition().unique());
    node.put("readOnly", !field.isWritable());
    node.put("right", right == FieldAccess.WRITE ? "write" : "read");
    node.put("system", field.isSystem());
    if (field.canMask()) {
      node.put("maskable", true);
    }
    List<Grouping> groupings = field.type().groupings(field.definition());
    if (!groupings.isEmpty()) {
      ArrayNode names = node.putArray("groupings");
      groupings.forEach(grouping -> names.add(grouping.name()));
    }
    for (var option : field.definition().options().properties()) {
      if (!OWN.contains(option.getKey()) && !node.has(option.getKey())) {
        node.set(option.getKey(), option.getValue());
      }
    }
    node.set("label", label(field.definition().label()));
    String target = target(field);
    if (target != null) {
      node.put("target", target);
    }
    if (field.kind() == ValueKind.TABLE) {
      ArrayNode rows = node.putArray("fields");
      for (Field inner : field.rowFields()) {
        rows.add(field(trees, field, inner, inner.isWritable() ? right : FieldAccess.READ));
      }
    }
    trees.add(table, field, node);
    return node;
  }

  private boolean isReadable(Entity entity, Expression expression) {
    return isReadable(access, entity, expressions, expression);
  }

  /** Whether the reader may see everything that an expression reads. */
  static boolean isReadable(
      Access access, Entity entity, Expressions expressions, Expression expression) {
    return new FieldTrees(access, entity, expressions).isReadable(expression);
  }

  private ArrayNode rules(Entity entity, EntityAccess rights) {
    ArrayNode rules = JSON.arrayNode();
    for (Entity.Rule rule : entity.rules()) {
      Field field = rule.field();
      if (!rule.isAfter()
          && isReadable(entity, rule.when())
          && (field == null || rights.field(field) != FieldAccess.HIDDEN)) {
        ObjectNode node = rules.addObject();
        node.set("when", expressions.toJson(rule.when()));
        if (field != null) {
          node.put("field", field.key());
        }
        node.set("message", label(rule.message()));
      }
    }
    return rules;
  }

  private void documents(String kind, String part, ArrayNode shown) {
    Collection<ObjectNode> all =
        kind.equals("form") ? ReaderForms.of(access) : access.metadata().documents(kind).values();
    for (ObjectNode document : all) {
      Entity entity = access.metadata().findEntity(document.path("entity").asText());
      if (entity == null || access.entity(entity).isNone()) {
        continue;
      }
      Predicate<JsonNode> isShown = entry -> sight.isShown(entity, FieldSight.key(entry));
      ObjectNode copy = document.deepCopy();
      copy.remove("roles");
      copy.set(
          part,
          part.equals("layout")
              ? layout(entity, document.path(part), isShown)
              : filtered(document.path(part), isShown));
      if (copy.has("filter") && !isReadable(entity, copy.path("filter").asText())) {
        continue;
      }
      if (copy.path("sort").isArray()) {
        copy.set("sort", sight.sorted(entity, copy.path("sort")));
      }
      if (copy.has("rules")) {
        copy.set(
            "rules", new FormRuleTrees(access, entity, expressions).of(document.path("rules")));
      }
      if (!kind.equals("view") || limitOptions(entity, copy)) {
        shown.add(copy);
      }
    }
  }

  /** Leaves of a view's options what the reader may know; false where nothing of use remains. */
  private boolean limitOptions(Entity entity, ObjectNode view) {
    ViewType type = viewTypes.find(view.path("type").asText());
    if (type == null) {
      return true;
    }
    ObjectNode options = type.shownTo(view.path("options"), key -> sight.isWhole(entity, key));
    if (options != null) {
      view.set("options", options);
    }
    return options != null;
  }

  private ArrayNode layout(Entity entity, JsonNode layout, Predicate<JsonNode> isShown) {
    ArrayNode sections = JSON.arrayNode();
    for (JsonNode section : layout) {
      if (section instanceof ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.set("fields", filtered(object.path("fields"), isShown));
        if (copy.path("visible").isTextual()) {
          Expression visible = checked(entity, copy.path("visible").asText());
          copy.remove("visible");
          new FieldTrees(access, entity, expressions).add(visible, "visible", copy);
        }
        sections.add(copy);
      }
    }
    return sections;
  }

  private static ArrayNode filtered(JsonNode entries, Predicate<JsonNode> isShown) {
    ArrayNode shown = JSON.arrayNode();
    for (JsonNode entry : entries) {
      if (isShown.test(entry)) {
        shown.add(entry);
      }
    }
    return shown;
  }

  private boolean isReadable(Entity entity, String text) {
    return text.isEmpty() || checked(entity, text) != null;
  }

  private @Nullable Expression checked(Entity entity, String text) {
    Checked checked = expressions.check(text, new ReaderScope(access, entity), ValueType.BOOLEAN);
    return checked.expression();
  }

  private static @Nullable String target(Field field) {
    ReferenceTarget target = field.target();
    if (target instanceof ReferenceTarget.ToEntity to) {
      return to.entity();
    }
    if (target instanceof ReferenceTarget.ToUser) {
      return "user";
    }
    return target instanceof ReferenceTarget.ToOrgUnit ? "orgUnit" : null;
  }

  private static ObjectNode label(Label label) {
    ObjectNode node = JSON.objectNode();
    label.texts().forEach(node::put);
    return node;
  }

  private static String camelCase(ValueKind kind) {
    String[] words = kind.name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder text = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return text.toString();
  }
}
