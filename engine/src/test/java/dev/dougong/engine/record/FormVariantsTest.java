package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose form a form is. */
class FormVariantsTest {

  private static final Map<String, Set<String>> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("all", Set.of());
    FORMS.put("boss", Set.of("boss"));
    FORMS.put("clerk", Set.of("clerk", "trainee"));
  }

  @Test
  void takesCommonFormsAwayFromWhoHasTheirOwn() {
    assertThat(FormVariants.of(FORMS, Set.of("clerk"))).containsExactly("clerk");
    assertThat(FormVariants.of(FORMS, Set.of("trainee", "teller"))).containsExactly("clerk");
    assertThat(FormVariants.of(FORMS, Set.of("teller"))).containsExactly("all");
    assertThat(FormVariants.of(FORMS, Set.of())).containsExactly("all");
  }

  @Test
  void givesAllFormsOfAllRolesOfAPerson() {
    assertThat(FormVariants.of(FORMS, Set.of("clerk", "boss"))).containsExactly("boss", "clerk");
  }

  @Test
  void givesNoneWhereAllAreThoseOfOthers() {
    assertThat(FormVariants.of(Map.of("boss", Set.of("boss")), Set.of("clerk"))).isEmpty();
    assertThat(FormVariants.of(Map.of(), Set.of("clerk"))).isEmpty();
  }

  @Test
  void givesAdministratorsAllCommonOnesFirst() {
    assertThat(FormVariants.of(FORMS, Set.of(User.ADMIN))).containsExactly("all", "boss", "clerk");
    assertThat(FormVariants.of(FORMS, Set.of(User.ADMIN, "clerk")))
        .containsExactly("clerk", "all", "boss");
  }
}
