package dev.dougong.workflow.node;

import dev.dougong.engine.metadata.Entity;
import org.jspecify.annotations.Nullable;

/**
 * The options {@code entity}, {@code where}, {@code filter} and {@code sort} that nodes share:
 * records of an entity whose fields have given values and for which a condition holds. A value that
 * is empty is had by no record.
 */
public final class RecordsOption {

  /** Which records; a type of node puts it into its schema. */
  public static final String SCHEMA =
      """
      "entity":{"$ref":"#/$defs/entity","description":"Entity of the records."},
      "where":{"$ref":"#/$defs/matches","description":"What their fields are equal to: expressions by field; an empty value is equal to nothing."},
      "filter":{"$ref":"#/$defs/ownCondition","description":"Condition on each of them, its fields by their keys."}
      """;

  private RecordsOption() {}

  /** The entity, or null after a problem. */
  public static @Nullable Entity check(NodeCheck node) {
    Entity entity = node.entity("/entity");
    if (entity != null) {
      node.matches("/where", entity);
      node.condition("/filter", entity);
      var unused = node.field("/sort", entity);
    }
    return entity;
  }
}
