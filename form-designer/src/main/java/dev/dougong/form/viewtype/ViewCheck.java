package dev.dougong.form.viewtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A view whose type checks its options. Tells what is wrong at its place in the document. */
public final class ViewCheck {

  private static final String OPTIONS = "/options";

  private final Entity entity;
  private final JsonNode options;
  private final Candidate candidate;
  private final ProblemSink problems;

  /** For the options of one document. */
  public ViewCheck(Entity entity, JsonNode options, Candidate candidate, ProblemSink problems) {
    this.entity = entity;
    this.options = options;
    this.candidate = candidate;
    this.problems = problems;
  }

  /** The options; missing where the document has none. */
  public JsonNode options() {
    return options;
  }

  /**
   * The field that an option names, or null and a problem where the entity has none of that name.
   *
   * @param place JSON pointer below the options
   */
  public @Nullable Field field(String place) {
    String key = options.at(place).asText();
    return candidate.hasField(entity, key, OPTIONS + place, problems) ? entity.field(key) : null;
  }

  /** Adds a problem; its place is below the options. */
  public void add(Problem problem) {
    problems.add(problem.below(OPTIONS));
  }
}
