package dev.dougong.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a node sees while it runs. Reading only; records are seen with all rights of the engine.
 * Pointers are JSON pointers below the node; an option that is absent gives null.
 */
public interface NodeContext {

  /** The option; missing where absent. */
  JsonNode option(String pointer);

  /** The instant of the step. */
  Instant now();

  /** Zone in which days begin. */
  ZoneId zone();

  /** Key of the entity of the workflow's record, or null where there is none. */
  @Nullable String entity();

  /** Id of the workflow's record, or null where there is none. */
  @Nullable UUID record();

  /** The value of an expression, in canonical form. */
  @Nullable Object value(String pointer, @Nullable ValueType expected);

  /**
   * The value of an expression for an address, as the outbox keeps it: empty where there is none,
   * sealed where it is the value of an encrypted field.
   */
  String address(String pointer);

  /** Key of the entity to which the expression at the pointer refers, or null. */
  @Nullable String entityOf(String pointer);

  /** Whether a condition holds. */
  boolean isTrue(String pointer);

  /** A text with its {@code {{expressions}}} filled in; empty where the option is absent. */
  String text(String pointer);

  /** The value of an expression as JSON; null node where there is none. */
  JsonNode json(String pointer);

  /** A text with its {@code {{expressions}}} filled in as they stand, each escaped for a path. */
  String path(String pointer);

  /** Expressions by field of an entity, as values to write. */
  ObjectNode values(String pointer, String entity);

  /**
   * Expressions by field of an entity for the rows of a table, as values to write: one item for
   * each row for which the condition holds, in their order.
   *
   * @param entity that is written
   * @param condition pointer of what must hold of a row; absent for all
   * @param record whose table it is
   * @param table field of that record
   */
  List<ObjectNode> rowValues(
      String pointer, String entity, String condition, RecordOption.Target record, String table);

  /** The node that an option names; null for the end. */
  @Nullable String target(String pointer);

  /** Whether the record is there and readable. */
  boolean exists(String entity, UUID id);

  /** A condition over an entity's own fields, or null where the option is absent. */
  @Nullable Expression condition(String pointer, String entity);

  /**
   * The records that the shared options choose, in the order of {@code sort}, else the oldest
   * first; see {@link RecordsOption}.
   */
  List<UUID> records(int limit);

  /**
   * The first records that the shared options and {@code segment} choose and that no record of the
   * list {@code into} names yet: by its field {@code member}, where {@code for} is the workflow's
   * record. Others that do the same for this record wait until the step commits.
   */
  List<UUID> newcomers(int limit);

  /**
   * A value over all records that the shared options choose; null over none.
   *
   * @param field key of the field, or null where records are counted
   */
  @Nullable Object total(Total total, @Nullable String field);

  /** How the values of many records become one. */
  enum Total {
    COUNT,
    SUM,
    AVERAGE,
    MIN,
    MAX
  }

  /** The user who started the execution, or null where it started by itself. */
  @Nullable UUID starter();

  /** Active users who have a role, of a unit and those below it, or of all. */
  List<UUID> people(String role, @Nullable UUID unit);

  /**
   * Active users who have a role in a unit or, where nobody else has, in the nearest one above it.
   *
   * @param except one who does not count, or null
   */
  List<UUID> nearest(String role, UUID unit, @Nullable UUID except);

  /** Whether a workflow that can be started by people is about a record. */
  boolean isAboutRecord(String workflow);

  /** When the step was begun: now, or when it ran first. */
  Instant since();

  /**
   * Whether a record is one of those that the shared options choose.
   *
   * @param mustBeNew whether it must have been made since the step was begun
   */
  boolean isChosen(UUID record, boolean mustBeNew);

  /**
   * What resumes this step when such a record is made or changed: by the first of the texts and
   * references of {@code where}. Null where that is empty.
   */
  @Nullable Effect awaited();

  /** What ended the wait; null at the first run. */
  @Nullable Resumption resumption();

  /**
   * Why a waiting node runs again.
   *
   * @param isTimeout whether the time of the wait was over
   * @param content what came: the answer to a task
   * @param problem why what it waited for cannot be had, or null
   */
  record Resumption(boolean isTimeout, JsonNode content, @Nullable Problem problem) {}
}
