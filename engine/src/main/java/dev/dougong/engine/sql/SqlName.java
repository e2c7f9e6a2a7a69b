package dev.dougong.engine.sql;

import java.util.regex.Pattern;

/**
 * Name of a schema, table, column, index or alias, made from ids of our catalogue.
 *
 * @param text lower-case letters, digits and underscores, at most 63
 */
public record SqlName(String text) {

  private static final Pattern ALLOWED = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Refuses any other text. */
  public SqlName {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException("text: '" + text + "' is no name of the catalogue");
    }
  }

  /** The name, checked. */
  public static SqlName of(String text) {
    return new SqlName(text);
  }
}
