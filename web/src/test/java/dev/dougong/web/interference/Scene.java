package dev.dougong.web.interference;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is the same in both databases and known to who asks.
 *
 * @param fields keys by entity, those of every record and those behind references with them
 * @param visible ids of records that each role reads, by entity
 * @param hidden ids of records that no role reads; some are in one database only
 * @param widgets place of each report on its dashboard, {@code board/place}, by entity and field
 * @param before a moment before the secrets came to differ
 * @param after a moment after it
 */
record Scene(
    Map<String, List<String>> fields,
    Map<String, List<String>> visible,
    Map<String, List<String>> hidden,
    Map<String, String> widgets,
    Map<String, FieldSample> samples,
    Map<String, String> ids,
    Instant before,
    Instant after) {

  /** Code of a hidden deal that is in both databases. */
  static final String HIDDEN_CODE = "HIDDEN-1";

  /** Code of a hidden deal that is in the second database only. */
  static final String ONE_SIDED_CODE = "HIDDEN-3";

  /** The value that a field has in the first database, as JSON; that of the last step of a path. */
  String first(String field) {
    FieldSample sample = samples.get(field.substring(field.lastIndexOf('.') + 1));
    return sample == null || !sample.hasValue()
        ? "\"sfirst\""
        : FieldSample.with(sample.first(), ids);
  }

  /** The same as a person would type it. */
  String firstText(String field) {
    String value = first(field);
    return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
  }
}
