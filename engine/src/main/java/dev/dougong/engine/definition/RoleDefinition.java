package dev.dougong.engine.definition;

import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Map;

/**
 * A role as its document says it.
 *
 * @param key name in this version
 * @param label name for people
 * @param includes keys of roles whose rights it has too
 * @param entities rights by entity key; what is not named is not allowed
 */
public record RoleDefinition(
    String key, Label label, List<String> includes, Map<String, EntityRights> entities) {

  /** Copies the collections. */
  public RoleDefinition {
    includes = List.copyOf(includes);
    entities = Map.copyOf(entities);
  }

  /**
   * Rights on one entity. Each rule is {@code "true"}, {@code "false"} or an expression over the
   * record.
   *
   * @param create whether records may be made
   * @param read rule: which records may be read
   * @param update rule: which of the readable records may be changed
   * @param delete rule: which of the readable records may be deleted and restored
   * @param export whether lists may be exported
   * @param importing whether files may be imported
   * @param reveal whether masked values may be uncovered, one record at a time
   * @param erase whether all that is stored of a person may be told and erased
   * @param fields rights by field key; what is not named is {@code WRITE}
   */
  public record EntityRights(
      boolean create,
      String read,
      String update,
      String delete,
      boolean export,
      boolean importing,
      boolean reveal,
      boolean erase,
      Map<String, FieldRight> fields) {

    /** Copies the map. */
    public EntityRights {
      fields = Map.copyOf(fields);
    }
  }

  /**
   * Right on one field. Several roles are the union: who reads by one and enters behind a mask by
   * another may write.
   */
  public enum FieldRight {
    /** Not there. */
    HIDDEN,
    /** A mask is seen; a new value may be entered. */
    MASKED,
    READ,
    WRITE
  }
}
