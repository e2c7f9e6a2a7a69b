package dev.dougong.workflow.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A trigger under check, with everything that it may name. Places are JSON pointers below the
 * trigger.
 */
public interface TriggerCheck {

  /** The options; missing where absent. */
  JsonNode option(String pointer);

  /** The entity that an option names, or null after a problem. */
  @Nullable Entity entity(String pointer);

  /** The field of an entity that an option names, or null after a problem. */
  @Nullable Field field(String pointer, Entity entity);

  /** A segment of an entity. */
  void segment(String pointer, Entity entity);

  /** A hook that makes or finds records of an entity. */
  void hook(String pointer, Entity entity);

  /** A role of the workspace. */
  void role(String pointer);

  /** A form of the entity. */
  void form(String pointer, Entity entity);

  /** Tells a problem; its place is below the trigger. */
  void problem(Problem problem);
}
