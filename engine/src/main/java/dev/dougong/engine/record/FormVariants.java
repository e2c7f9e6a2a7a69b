package dev.dougong.engine.record;

import dev.dougong.engine.access.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which forms of an entity are a person's: one decision for what is shown and what is refused. */
public final class FormVariants {

  private FormVariants() {}

  /**
   * Keys of the forms of a person, those first that are meant for their roles. Where some are,
   * those for everybody are not theirs: what such a form hides or locks would be open in the other
   * one.
   *
   * @param forms roles by form, in the order of the forms; no roles mean everybody
   * @param roles those of the person, as they were given
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
