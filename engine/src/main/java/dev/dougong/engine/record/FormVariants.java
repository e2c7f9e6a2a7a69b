package dev.dougong.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.EvaluationContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which forms of an entity are a person's: one decision for what is shown and what is refused. */
public final class FormVariants {

  /** Stands before the key of a unit, which no role's key has. */
  private static final String UNIT = "@";

  private FormVariants() {}

  /**
   * For whom a form is, by its document: its roles, its units, or roles within units. Empty for
   * everybody.
   */
  public static Set<String> audience(JsonNode form) {
    List<String> roles = texts(form.path("roles"));
    List<String> units = texts(form.path("units"));
    if (units.isEmpty()) {
      return new LinkedHashSet<>(roles);
    }
    Set<String> audience = new LinkedHashSet<>();
    for (String unit : units) {
      audience.addAll(within(roles.isEmpty() ? List.of("") : roles, unit));
    }
    return audience;
  }

  /** What a person is to forms: their roles, their units and those above, and the roles in them. */
  public static Set<String> of(EvaluationContext person) {
    UUID unit = person.userOrgUnit();
    Set<String> all = new LinkedHashSet<>(person.roles());
    if (unit != null) {
      for (String key : person.orgTree().keysUpwards(unit)) {
        all.addAll(within(person.roles(), key));
        all.add(UNIT + key);
      }
    }
    return all;
  }

  private static List<String> within(Collection<String> roles, String unit) {
    return roles.stream().map(role -> role + UNIT + unit).toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /**
   * Keys of the forms of a person, those first that are meant for them. Where some are, those for
   * everybody are not theirs: what such a form hides or locks would be open in the other one.
   *
   * @param forms {@linkplain #audience audience} by form, in the order of the forms
   * @param roles what the {@linkplain #of(EvaluationContext) person} is to forms
   */
  public static List<String> of(Map<String, Set<String>> forms, Set<String> roles) {
    List<String> bound = new ArrayList<>();
    List<String> open = new ArrayList<>();
    List<String> others = new ArrayList<>();
    forms.forEach(
        (key, of) -> {
          boolean isMeant = !Collections.disjoint(of, roles);
          (of.isEmpty() ? open : isMeant ? bound : others).add(key);
        });
    if (roles.contains(User.ADMIN)) {
      bound.addAll(open);
      bound.addAll(others);
      return bound;
    }
    return bound.isEmpty() ? open : bound;
  }
}
