package dev.dougong.form.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.FormRuleSource;
import dev.dougong.engine.record.FormRules;
import dev.dougong.engine.record.FormVariants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of published forms, with ids in place of keys. */
@ApplicationScoped
public final class PublishedFormRules implements FormRuleSource {

  private static final String KIND = "form";

  private final Expressions expressions = new Expressions();

  @Override
  public @Nullable FormRules find(Metadata metadata, Entity entity, String form) {
    ObjectNode document = metadata.documents(KIND).get(form);
    return document == null || !isOf(entity, document) ? null : read(entity, document);
  }

  @Override
  public List<String> keys(Metadata metadata, Entity entity) {
    List<String> keys = new ArrayList<>();
    metadata
        .documents(KIND)
        .forEach(
            (key, document) -> {
              if (isOf(entity, document)) {
                keys.add(key);
              }
            });
    return keys;
  }

  private static boolean isOf(Entity entity, ObjectNode document) {
    return document.path("entity").asText().equals(entity.key());
  }

  private FormRules read(Entity entity, ObjectNode document) {
    List<FormRules.Shown> shown = new ArrayList<>();
    Set<Integer> placed = new HashSet<>();
    for (JsonNode section : document.path("layout")) {
      Set<Integer> fields = new HashSet<>();
      for (JsonNode entry : section.path("fields")) {
        fields.add(id(entity, entry.isTextual() ? entry : entry.path("field")));
      }
      placed.addAll(fields);
      if (section.path("visible").isTextual()) {
        shown.add(new FormRules.Shown(fields, List.of(condition(entity, section, "visible"))));
      }
    }
    Map<Integer, List<Expression>> shows = new LinkedHashMap<>();
    List<FormRules.Rule> rules = new ArrayList<>();
    for (JsonNode rule : document.path("rules")) {
      Expression when = condition(entity, rule, "when");
      for (JsonNode key : rule.path("show")) {
        shows.computeIfAbsent(id(entity, key), id -> new ArrayList<>()).add(when);
      }
      rules.add(
          new FormRules.Rule(
              when,
              ids(entity, rule.path("require")),
              ids(entity, rule.path("readOnly")),
              offered(entity, rule.path("offer")),
              values(entity, rule.path("set"))));
    }
    shows.forEach((field, any) -> shown.add(new FormRules.Shown(Set.of(field), any)));
    return new FormRules(placed, shown, rules, FormVariants.audience(document));
  }

  private Expression condition(Entity entity, JsonNode holder, String name) {
    return expression(entity, holder.path(name).asText(), ValueType.BOOLEAN);
  }

  private Expression expression(Entity entity, String text, ValueType type) {
    return Objects.requireNonNull(
        expressions.check(text, entity.scope(), type).expression(),
        "published forms hold checked expressions");
  }

  private static int id(Entity entity, JsonNode key) {
    return field(entity, key).id();
  }

  private static Field field(Entity entity, JsonNode key) {
    return Objects.requireNonNull(entity.field(key.asText()), "published forms name known fields");
  }

  private static Set<Integer> ids(Entity entity, JsonNode keys) {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode key : keys) {
      ids.add(id(entity, key));
    }
    return ids;
  }

  private static Map<Integer, Set<String>> offered(Entity entity, JsonNode offers) {
    Map<Integer, Set<String>> offered = new HashMap<>();
    for (JsonNode offer : offers) {
      Set<String> values = new HashSet<>();
      for (JsonNode value : offer.path("values")) {
        values.add(value.asText());
      }
      offered.put(id(entity, offer.path("field")), values);
    }
    return offered;
  }

  private Map<Integer, Expression> values(Entity entity, JsonNode sets) {
    Map<Integer, Expression> values = new HashMap<>();
    for (JsonNode set : sets) {
      Field field = field(entity, set.path("field"));
      ScopeField named =
          Objects.requireNonNull(entity.scope().field(field.key()), "fields have names");
      values.put(field.id(), expression(entity, set.path("value").asText(), named.type()));
    }
    return values;
  }
}
