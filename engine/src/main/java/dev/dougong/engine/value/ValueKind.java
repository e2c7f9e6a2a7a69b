package dev.dougong.engine.value;

/**
 * What a value is, for storage, expressions, filters, export and charts. Closed: code switches over
 * it without {@code default}. Every field type maps to one kind. The canonical Java form is named
 * with each; null is "no value" in every kind, and an empty text or list is stored as null.
 */
public enum ValueKind {
  /** {@link String} without U+0000 and without lone surrogates. Column {@code text}. */
  TEXT,
  /** {@link Long}. Column {@code bigint}. In expressions a number like any other. */
  INTEGER,
  /** {@link java.math.BigDecimal}, below 10^30 in amount, at most 12 places. {@code numeric}. */
  DECIMAL,
  /** {@link Boolean}. Column {@code boolean}. */
  BOOLEAN,
  /** {@link java.time.LocalDate}, years 0001 to 9999. Column {@code date}. */
  DATE,
  /** {@link java.time.LocalTime}, to the second. Column {@code time}. */
  TIME,
  /** {@link java.time.Instant}, to the microsecond. Column {@code timestamptz}. */
  DATE_TIME,
  /** {@link java.time.Duration}, to the second. Column {@code bigint} (seconds). */
  DURATION,
  /** {@code List<String>}, no nulls, order kept. Column {@code text[]}. */
  TEXT_LIST,
  /** {@link java.util.UUID} of a record, a user or an organisation unit. Column {@code uuid}. */
  REFERENCE,
  /** {@code List<UUID>}, no nulls, no repeats, order kept. Column {@code uuid[]}. */
  REFERENCE_LIST,
  /** {@code List<}{@link TableRow}{@code >}. A JSON array in the document, or rows of their own. */
  TABLE,
  /**
   * {@link com.fasterxml.jackson.databind.JsonNode}; opaque to expressions. Column {@code jsonb}.
   */
  JSON,
  /**
   * {@link SealedText}: a text under seal, of an encrypted field. Expressions ask whether it equals
   * a text, and whether there is one; nothing else. Column {@code text}.
   */
  SEALED
}
