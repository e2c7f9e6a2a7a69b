package dev.dougong.form.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the rules of a form against its entity and against the fields that stand in the form. */
public final class FormRuleCheck {

  private static final List<String> LISTS = List.of("show", "require", "readOnly");
  private static final List<String> DEEDS = List.of("show", "require", "readOnly", "offer", "set");

  private final FieldTypes types;
  private final Entity entity;
  private final Set<String> placed;
  private final Candidate candidate;
  private final ProblemSink problems;

  /**
   * For one form.
   *
   * @param placed keys of the fields that stand in it
   */
  public FormRuleCheck(
      FieldTypes types,
      Entity entity,
      Set<String> placed,
      Candidate candidate,
      ProblemSink problems) {
    this.types = types;
    this.entity = entity;
    this.placed = Set.copyOf(placed);
    this.candidate = candidate;
    this.problems = problems;
  }

  /** Says everything that is wrong with the rules. */
  public void check(JsonNode rules) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      String place = "/rules/" + i;
      String name = rule.path("key").asText();
      if (!name.isEmpty() && !names.add(name)) {
        problems.add(Problem.at(place + "/key", "form.ruleTwice").with("value", name));
      }
      check(rule, place);
    }
  }

  private void check(JsonNode rule, String place) {
    expression(rule.path("when").asText(), ValueType.BOOLEAN, place + "/when");
    if (DEEDS.stream().allMatch(deed -> rule.path(deed).isEmpty())) {
      problems.add(Problem.at(place, "form.ruleDoesNothing").with("known", DEEDS));
    }
    for (String list : LISTS) {
      for (int i = 0; i < rule.path(list).size(); i++) {
        String here = place + "/" + list + "/" + i;
        Field field = placedField(rule.path(list).get(i).asText(), here);
        if (field != null && !list.equals("show")) {
          writable(field, here);
        }
      }
    }
    for (int i = 0; i < rule.path("offer").size(); i++) {
      offer(rule.path("offer").get(i), place + "/offer/" + i);
    }
    for (int i = 0; i < rule.path("set").size(); i++) {
      set(rule.path("set").get(i), place + "/set/" + i);
    }
  }

  private void offer(JsonNode offer, String place) {
    Field field = placedField(offer.path("field").asText(), place + "/field");
    if (field == null || !writable(field, place + "/field")) {
      return;
    }
    if (field.kind() != ValueKind.TEXT && field.kind() != ValueKind.TEXT_LIST) {
      problems.add(Problem.at(place + "/field", "form.nothingToOffer").with("value", field.key()));
      return;
    }
    for (int i = 0; i < offer.path("values").size(); i++) {
      known(field, offer.path("values").get(i), place + "/values/" + i);
    }
  }

  /** Whether the type of the field takes the value; it says itself what is wrong. */
  private void known(Field field, JsonNode value, String place) {
    JsonNode given =
        field.kind() == ValueKind.TEXT_LIST
            ? JsonNodeFactory.instance.arrayNode().add(value)
            : value;
    Object unused =
        field
            .type()
            .parse(
                given,
                field.definition(),
                types.parsing(
                    candidate.metadata().zone(),
                    problem ->
                        problems.add(new Problem(problem.code(), place, problem.arguments()))));
  }

  private void set(JsonNode set, String place) {
    String key = set.path("field").asText();
    if (!candidate.hasField(entity, key, place + "/field", problems)) {
      return;
    }
    Field field = entity.field(key);
    ScopeField named = entity.scope().field(key);
    if (field == null || named == null || !writable(field, place + "/field")) {
      return;
    }
    Expression value = expression(set.path("value").asText(), named.type(), place + "/value");
    if (value instanceof Expression.Constant constant && constant.value() instanceof String text) {
      known(field, JsonNodeFactory.instance.textNode(text), place + "/value");
    }
  }

  private @Nullable Field placedField(String key, String place) {
    if (!candidate.hasField(entity, key, place, problems)) {
      return null;
    }
    Field field = entity.field(key);
    if (field != null && !placed.contains(key)) {
      problems.add(Problem.at(place, "form.notInForm").with("value", key));
    }
    return field;
  }

  private boolean writable(Field field, String place) {
    if (!field.isWritable()) {
      problems.add(Problem.at(place, "form.notEntered").with("value", field.key()));
    }
    return field.isWritable();
  }

  private @Nullable Expression expression(String text, ValueType type, String place) {
    return candidate.expression(text, entity.scope(), type, place, problems);
  }
}
