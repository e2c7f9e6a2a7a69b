package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A type of field: how one value is read, checked and shown. Knows neither SQL nor HTTP nor other
 * fields. Implementations are stateless, thread-safe and found by {@code Instance<FieldType>}; each
 * stands in a package of its own and has a no-argument constructor.
 */
public interface FieldType {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /** What its values are. May depend on the options (formula: on its result). */
  ValueKind kind(FieldDefinition field);

  /**
   * JSON Schema (2020-12) object with {@code properties} for the type's own options and, where
   * needed, {@code required}. No {@code $ref}, no {@code pattern}.
   */
  ObjectNode optionsSchema();

  /** Where its values come from. */
  default Derivation derivation(FieldDefinition field) {
    return Derivation.ENTERED;
  }

  /** What its values point at; only for the kinds REFERENCE and REFERENCE_LIST. */
  default ReferenceTarget target(FieldDefinition field) {
    return ReferenceTarget.NONE;
  }

  /** Checks the options against each other; the schema has been checked before. */
  default void check(FieldDefinition field, ProblemSink problems) {}

  /**
   * Reads and checks one value that came as JSON.
   *
   * @param json not missing; JSON null, empty text and empty list mean no value
   * @param problems told everything that is wrong, with places below the field's
   * @return the canonical value of {@link #kind}; for references a {@code UUID} or a {@link
   *     ReferenceKey} (for lists a list that may mix them); null for no value or after a problem
   */
  @Nullable Object parse(JsonNode json, FieldDefinition field, ProblemSink problems);

  /** The same for text that a person wrote into a cell of a file, in the usual spellings. */
  @Nullable Object parseText(String text, FieldDefinition field, ProblemSink problems);

  /**
   * Writes a value as the API shows it. References, users and organisation units are written by the
   * query engine, not here.
   */
  void write(Object value, FieldDefinition field, JsonGenerator out) throws IOException;

  /** The value as a person reads it, in lists, titles, files and messages. */
  String format(Object value, FieldDefinition field, Locale locale);

  /** Text under which the quick search finds the value, or null where it does not. */
  default @Nullable String searchText(Object value, FieldDefinition field) {
    return null;
  }
}
