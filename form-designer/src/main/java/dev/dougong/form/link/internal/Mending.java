package dev.dougong.form.link.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.workspace.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts what a visitor can mend from what a person of the shop has to see to. A visitor hears of
 * the fields of the form and of rules about the whole record, and of nothing that is stored.
 */
final class Mending {

  private static final String DUPLICATE = "duplicate";

  private Mending() {}

  /** Refuses values that the form does not ask for. */
  static void refuseUnknown(LinkedForm form, ObjectNode values) {
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      String key = value.getKey();
      if (!form.isOffered(form.entity().field(key))) {
        problems.add(
            Problem.at(Problem.pointer(key), "record.unknownField")
                .with("field", key)
                .near(NearNames.near(key, form.keys(true))));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  /**
   * The problem for which an entry waits.
   *
   * @throws ProblemException with what the visitor can mend, or where a new try may work
   */
  static Problem beyondVisitor(LinkedForm form, ProblemException refusal) {
    if (refusal instanceof BusyException) {
      throw refusal;
    }
    List<Problem> problems = refusal.problems();
    Problem first = problems.get(0);
    if (Limit.isReached(refusal)) {
      return first;
    }
    if (refusal instanceof ConflictException && !first.code().equals(DUPLICATE)) {
      throw refusal;
    }
    if (refusal instanceof AccessException && first.code().startsWith("formLink.")) {
      throw refusal;
    }
    if (refusal instanceof InputException) {
      List<Problem> own =
          problems.stream()
              .filter(
                  problem ->
                      problem.place().isEmpty() || form.isOffered(field(form.entity(), problem)))
              .toList();
      if (!own.isEmpty()) {
        throw new InputException(own);
      }
    }
    return first;
  }

  /** The field that a problem is about, or null. */
  static @Nullable Field field(Entity entity, Problem problem) {
    String[] parts = problem.place().split("/", -1);
    return parts.length < 2 ? null : entity.field(parts[1]);
  }
}
