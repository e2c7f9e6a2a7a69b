package dev.dougong.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.trigger.Occasion;
import org.jspecify.annotations.Nullable;

/**
 * A node under check, with everything that it may name. Each method tells what is wrong at the
 * place in the node; an option that is absent is right. Places are JSON pointers below the node.
 */
public interface NodeCheck {

  /** The options; missing where absent. */
  JsonNode option(String pointer);

  /** The entity of the workflow's record, or null where there is none. */
  @Nullable Entity record();

  /** The entity that an option names, or null after a problem. */
  @Nullable Entity entity(String pointer);

  /** The entity of the key, or null. */
  @Nullable Entity findEntity(@Nullable String key);

  /** An expression over the names of the workflow. */
  @Nullable Expression value(String pointer, @Nullable ValueType expected);

  /**
   * An expression for an address: a value like any other, or nothing but the path of an encrypted
   * field. Null where it is absent and after a problem.
   */
  @Nullable Expression address(String pointer);

  /** A text with {@code {{expressions}}}. */
  void template(String pointer);

  /** Expressions by field of an entity. */
  void values(String pointer, Entity entity);

  /** The table field of an entity that an option names; null after a problem. */
  @Nullable ScopeField table(String pointer, Entity entity);

  /** A condition on a row of a table: besides the names of the workflow it knows the row. */
  void rowCondition(String pointer, ScopeField table);

  /** Expressions by field of an entity; besides the names of the workflow they know a row. */
  void rowValues(String pointer, Entity entity, ScopeField table);

  /** Expressions by field of an entity, each compared with the field. */
  void matches(String pointer, Entity entity);

  /** A condition over an entity's own fields. */
  void condition(String pointer, Entity entity);

  /** The field of an entity that an option names, perhaps after a minus; null after a problem. */
  @Nullable Field field(String pointer, Entity entity);

  /** A workflow that can be started by a person, and so by another one; null after a problem. */
  Occasion.@Nullable Called callable(String pointer);

  /** A node of the same workflow. */
  void target(String pointer);

  /** A role of the workspace. */
  void role(String pointer);

  /** What messages go out by; gives whether each must say to whom it goes. */
  boolean channel(String pointer);

  /** A connector of a program that steps may call. */
  void service(String pointer);

  /** Tells a problem; its place is below the node. */
  void problem(Problem problem);
}
