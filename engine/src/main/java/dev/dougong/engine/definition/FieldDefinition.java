package dev.dougong.engine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as its document says it. Options of the field type stay in {@code options}.
 *
 * @param key name in this version
 * @param type id of the field type
 * @param label name for people
 * @param required whether a record must have a value
 * @param unique whether no two live records may have the same value
 * @param indexed whether lists filter and sort by it on many records
 * @param covers keys of fields that the index carries along, so that sums and counts by this field
 *     need not read the records
 * @param searched whether the quick search looks into it
 * @param defaultValue expression text that gives the value of a new record, or null
 * @param visibleWhen expression text, or null for always
 * @param requiredWhen expression text, or null
 * @param formerKeys keys of earlier versions, oldest first
 * @param fields fields of a row, for tables; empty for all others
 * @param options the whole object of the document, never changed by anybody
 */
public record FieldDefinition(
    String key,
    String type,
    Label label,
    boolean required,
    boolean unique,
    boolean indexed,
    List<String> covers,
    boolean searched,
    @Nullable String defaultValue,
    @Nullable String visibleWhen,
    @Nullable String requiredWhen,
    List<String> formerKeys,
    List<FieldDefinition> fields,
    ObjectNode options) {

  /** Copies the lists. */
  public FieldDefinition {
    covers = List.copyOf(covers);
    formerKeys = List.copyOf(formerKeys);
    fields = List.copyOf(fields);
  }

  /** An option's text, or null where it is absent or no text. */
  public @Nullable String text(String option) {
    JsonNode node = options.get(option);
    return node != null && node.isTextual() ? node.textValue() : null;
  }

  /** An option's whole number, or the fallback. */
  public int number(String option, int fallback) {
    JsonNode node = options.get(option);
    return node != null && node.canConvertToInt() ? node.intValue() : fallback;
  }

  /** Whether a boolean option is true. */
  public boolean isOn(String option) {
    JsonNode node = options.get(option);
    return node != null && node.isBoolean() && node.booleanValue();
  }
}
