package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.FieldDefinition;

/**
 * Gives entities and fields their immutable ids: the one that they have by key or former key, else
 * a new one of 100 or more that was never used. Asking twice gives the same.
 */
public interface Ids {

  /** Id of the entity. */
  int entity(EntityDefinition entity);

  /**
   * Id of the field.
   *
   * @param entity id of its entity
   * @param table id of the table field whose rows have it, or 0
   */
  int field(int entity, int table, FieldDefinition field);

  /**
   * Whether no field keeps the key: none has it, or the one that had it goes on under another. Then
   * a field of the key that had other keys before takes its id from those.
   */
  default boolean isFree(int entity, int table, String key) {
    return true;
  }
}
