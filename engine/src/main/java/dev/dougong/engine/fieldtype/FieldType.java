package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
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

  /**
   * What its values are, as far as the options alone say it (formula: its result). For lookups and
   * for rollups by MIN and MAX the metadata knows better: there the kind of the field that is
   * looked up or aggregated replaces this answer.
   */
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

  /**
   * The field of its target by which a new record is given the target of its own organisation unit:
   * unique, and of a type that points at units. Null where new records are given none.
   */
  default @Nullable String unitField(FieldDefinition field) {
    return null;
  }

  /** Whether its values are lists of files of the file store, see {@link FileValues}. */
  default boolean holdsFiles() {
    return false;
  }

  /** Checks the options against each other; the schema has been checked before. */
  default void check(FieldDefinition field, ProblemSink problems) {}

  /**
   * Reads and checks one value that came as JSON. Never throws, whatever the JSON is.
   *
   * @param json not missing; JSON null, empty text and empty list mean no value
   * @param parsing told everything that is wrong, with places below the field's
   * @return the canonical value of {@link #kind}; for references a {@code UUID} or a {@link
   *     ReferenceKey} (for lists a list that may mix them), for tables a list of {@link RowInput};
   *     null for no value or after a problem
   */
  @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing);

  /**
   * The same for text that a person wrote into a cell of a file, in the usual spellings. Blank text
   * means no value. Dates and times without an offset are meant in the zone of the parsing.
   */
  @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing);

  /**
   * Writes a value as the API shows it; by default as it is stored. References, users, organisation
   * units and rows of tables are written by the query engine, which knows labels and keys, not
   * here.
   */
  default void write(Object value, FieldDefinition field, JsonGenerator out) throws IOException {
    ValueJson.write(value, out);
  }

  /**
   * The value as a person reads it, in lists, titles, files and messages; moments in UTC, which is
   * then said.
   */
  String format(Object value, FieldDefinition field, Locale locale);

  /** The same with moments in the zone of the reader. */
  default String format(Object value, FieldDefinition field, Locale locale, ZoneId zone) {
    return format(value, field, locale);
  }

  /** Text under which the quick search finds the value, or null where it does not. */
  default @Nullable String searchText(Object value, FieldDefinition field) {
    return null;
  }

  /** Whether a value can be shown in part, for those who may see its {@link #mask} only. */
  default boolean canMask() {
    return false;
  }

  /**
   * What is seen of a value by who may not see it whole: always with a star, never all of it, and
   * the same for its own mask. Only for types that {@linkplain #canMask can} and for the kind TEXT.
   */
  default String mask(String value) {
    return "***";
  }

  /**
   * Whether who sees masks only may look records up by a whole value of this type (a phone number
   * that a customer says); for values that nobody guesses at once.
   */
  default boolean isFoundWhole() {
    return false;
  }

  /**
   * The values between which people choose one, in their order; empty where values are free. Only
   * for the kind TEXT.
   */
  default List<String> choices(FieldDefinition field) {
    return List.of();
  }

  /**
   * The values through which a record goes, in their order, without those at which it is lost;
   * empty for all types but those of stages.
   */
  default List<String> progress(FieldDefinition field) {
    return List.of();
  }

  /**
   * Whether values are codes that readers cannot word by the field's options, so that answers of
   * reports bring the words along. Only for the kind TEXT.
   */
  default boolean isCoded() {
    return false;
  }

  /**
   * The coarser groups that reports can make of its values, finest last; empty where values have
   * none. Only for the kind TEXT, and only where every value is as long as the names of groups.
   */
  default List<Grouping> groupings(FieldDefinition field) {
    return List.of();
  }

  /** What is done at each of the values before a record goes on, or null where nothing is said. */
  default @Nullable Procedure procedure(FieldDefinition field) {
    return null;
  }
}
