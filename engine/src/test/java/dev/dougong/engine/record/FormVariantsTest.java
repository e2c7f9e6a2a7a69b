package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.DiagnosticSink;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.OrgTree;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

  @Test
  void aPilotIsForThePeopleOfItsUnitsOnly() throws JsonProcessingException {
    Map<String, Set<String>> forms = new LinkedHashMap<>();
    forms.put("all", audience("{}"));
    forms.put("pilot", audience("{\"units\":[\"north\"]}"));
    forms.put("bossPilot", audience("{\"units\":[\"south\"],\"roles\":[\"boss\"]}"));
    assertThat(FormVariants.of(forms, person("shopOfNorth", "clerk"))).containsExactly("pilot");
    assertThat(FormVariants.of(forms, person("south", "clerk"))).containsExactly("all");
    assertThat(FormVariants.of(forms, person("south", "boss"))).containsExactly("bossPilot");
    assertThat(FormVariants.of(forms, person(null, "boss"))).containsExactly("all");
  }

  private static Set<String> audience(String form) throws JsonProcessingException {
    return FormVariants.audience(new ObjectMapper().readTree(form));
  }

  /** Somebody of a unit; the shop of the north lies below the north. */
  private static Set<String> person(@Nullable String unit, String role) {
    OrgTree tree =
        new OrgTree() {
          @Override
          public Set<UUID> upwards(UUID id) {
            return Set.of(id);
          }

          @Override
          public Set<UUID> downwards(UUID id) {
            return Set.of(id);
          }

          @Override
          public Set<String> keysUpwards(UUID id) {
            return unit == null
                ? Set.of()
                : unit.equals("shopOfNorth") ? Set.of(unit, "north") : Set.of(unit);
          }
        };
    return FormVariants.of(
        new EvaluationContext(
            Instant.EPOCH,
            ZoneOffset.UTC,
            null,
            unit == null ? null : UUID.randomUUID(),
            Set.of(role),
            tree,
            DiagnosticSink.NONE));
  }
}
