package dev.dougong.engine.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity as its document says it.
 *
 * @param key name in this version
 * @param label name for people
 * @param title key of the field that names a record to people, or null
 * @param naturalKey keys of the fields by which outsiders know a record; may be empty
 * @param fields in the order of the document
 * @param rules validation rules
 * @param formerKeys keys of earlier versions, oldest first
 * @param source the whole document
 */
public record EntityDefinition(
    String key,
    Label label,
    @Nullable String title,
    List<String> naturalKey,
    List<FieldDefinition> fields,
    List<RuleDefinition> rules,
    List<String> formerKeys,
    ObjectNode source) {

  /** Copies the lists. */
  public EntityDefinition {
    naturalKey = List.copyOf(naturalKey);
    fields = List.copyOf(fields);
    rules = List.copyOf(rules);
    formerKeys = List.copyOf(formerKeys);
  }
}
