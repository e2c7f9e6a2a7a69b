package dev.dougong.engine.metadata.kind;

import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.definition.DuplicateRule.How;
import dev.dougong.engine.definition.DuplicateRule.Match;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which duplicates are found. Each needs a field whose values must be equal and that
 * tells records apart: else every record would have to be compared with every other.
 */
final class DuplicateRuleCheck {

  private final Candidate candidate;
  private final Entity entity;

  DuplicateRuleCheck(Candidate candidate, Entity entity) {
    this.candidate = candidate;
    this.entity = entity;
  }

  void check(List<DuplicateRule> rules, ProblemSink problems) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      String place = "/duplicates/" + i;
      if (!keys.add(rules.get(i).key())) {
        problems.add(Problem.at(place + "/key", "metadata.repeated"));
      }
      check(rules.get(i), place + "/match", problems);
    }
  }

  private void check(DuplicateRule rule, String place, ProblemSink problems) {
    Set<String> fields = new HashSet<>();
    boolean isExact = false;
    boolean isKnown = true;
    for (int i = 0; i < rule.match().size(); i++) {
      Match match = rule.match().get(i);
      String at = place + "/" + i + "/field";
      if (!fields.add(match.field())) {
        problems.add(Problem.at(at, "metadata.repeated"));
      }
      if (!candidate.hasField(entity, match.field(), at, problems)) {
        isKnown = false;
        continue;
      }
      Field field = entity.field(match.field());
      if (field != null && !mayMatch(field, match.how())) {
        problems.add(
            Problem.at(
                    at,
                    match.how() == How.SIMILAR
                        ? "metadata.notSimilarField"
                        : "metadata.notMatchField")
                .with("value", match.field()));
        isKnown = false;
      }
      isExact |= match.how() == How.EQUAL && tellsApart(field);
    }
    if (!isExact && isKnown) {
      problems.add(Problem.at(place, "metadata.noExactMatch").with("value", rule.key()));
    }
  }

  private static boolean mayMatch(Field field, How how) {
    if (field.placement() == Placement.VIRTUAL) {
      return false;
    }
    return switch (field.kind()) {
      case TEXT -> true;
      case INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, REFERENCE ->
          how == How.EQUAL;
      case TEXT_LIST, REFERENCE_LIST, TABLE, JSON, SEALED -> false;
    };
  }

  private static boolean tellsApart(@Nullable Field field) {
    return field != null
        && field.kind() != ValueKind.BOOLEAN
        && field.type().choices(field.definition()).isEmpty();
  }
}
