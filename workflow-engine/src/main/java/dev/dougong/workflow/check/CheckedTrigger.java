package dev.dougong.workflow.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.User;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.trigger.TriggerCheck;
import org.jspecify.annotations.Nullable;

/** A trigger under check. */
final class CheckedTrigger implements TriggerCheck {

  private static final String PLACE = "/trigger";

  private final JsonNode options;
  private final Candidate candidate;
  private final ProblemSink problems;

  CheckedTrigger(JsonNode options, Candidate candidate, ProblemSink problems) {
    this.options = options;
    this.candidate = candidate;
    this.problems = problems;
  }

  @Override
  public JsonNode option(String pointer) {
    return options.at(pointer);
  }

  @Override
  public @Nullable Entity entity(String pointer) {
    return option(pointer).isTextual()
        ? candidate.entity(option(pointer).asText(), PLACE + pointer, problems)
        : null;
  }

  @Override
  public @Nullable Field field(String pointer, Entity entity) {
    if (!option(pointer).isTextual()) {
      return null;
    }
    String key = option(pointer).asText();
    return candidate.hasField(entity, key, PLACE + pointer, problems) ? entity.field(key) : null;
  }

  @Override
  public void segment(String pointer, Entity entity) {
    about("segment", pointer, entity, "workflow.otherSegment");
  }

  @Override
  public void hook(String pointer, Entity entity) {
    about("hook", pointer, entity, "workflow.otherHook");
  }

  @Override
  public void form(String pointer, Entity entity) {
    about("form", pointer, entity, "workflow.otherForm");
  }

  /** A document of a kind that is about the entity. */
  private void about(String kind, String pointer, Entity entity, String refusal) {
    String key = option(pointer).asText("");
    if (!candidate.hasDocument(kind, key, PLACE + pointer, problems)) {
      return;
    }
    ObjectNode document = candidate.documents().find(kind, key);
    if (document != null && !document.path("entity").asText().equals(entity.key())) {
      problem(Problem.at(pointer, refusal).with("value", key));
    }
  }

  @Override
  public void role(String pointer) {
    String key = option(pointer).asText(User.ADMIN);
    if (!key.equals(User.ADMIN)) {
      candidate.hasDocument("role", key, PLACE + pointer, problems);
    }
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem.below(PLACE));
  }
}
