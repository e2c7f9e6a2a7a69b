package dev.dougong.web.interference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A field type with its options and three values, as JSON: one that everybody may read, and one for
 * each database of what nobody may. Types that take no value from outside have empty ones. Names in
 * braces stand for ids.
 */
record FieldSample(String type, String options, String open, String first, String other) {

  private static final String SUFFIX = "{Suffix}";

  /** Of all field types, one a line. */
  static List<FieldSample> all() {
    try (InputStream in =
        Objects.requireNonNull(FieldSample.class.getResourceAsStream("/interference/fields.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .map(part -> new FieldSample(part[0], part[1], part[2], part[3], part[4]))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String openKey() {
    return type + Laboratory.OPEN;
  }

  String secretKey() {
    return type + Laboratory.SECRET;
  }

  boolean hasValue() {
    return !open.isEmpty();
  }

  /** The two fields of the type, as members of a list. */
  String fields() {
    return field(Laboratory.OPEN, "bell") + "," + field(Laboratory.SECRET, "part");
  }

  private String field(String suffix, String child) {
    String more = options.substring(1, options.length() - 1);
    return ("{\"key\":\"" + type + suffix + "\",\"type\":\"" + type + "\"")
        + (more.isEmpty() ? "" : "," + more.replace(SUFFIX, suffix).replace("{child}", child))
        + "}";
  }

  /** Puts ids into a value. */
  static String with(String value, Map<String, String> ids) {
    String filled = value;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace("{" + id.getKey() + "}", id.getValue());
    }
    return filled;
  }
}
