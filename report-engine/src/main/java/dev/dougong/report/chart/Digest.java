package dev.dougong.report.chart;

import org.jspecify.annotations.Nullable;

/**
 * How the answer of a chart is said where nothing is drawn: in mails and notices.
 *
 * @param form what is said
 * @param value slot of the measure that it is about; null means the first measure
 * @param change slot of the measure that compares it, or null where the type has none
 */
public record Digest(Form form, @Nullable String value, @Nullable String change) {

  /** The first groups as a table. */
  public static final Digest ROWS = new Digest(Form.ROWS, null, null);

  /** What is said. */
  public enum Form {
    /** The value of all records, and how it changed. */
    VALUE,
    /** The largest and the smallest groups. */
    ENDS,
    /** The first groups. */
    ROWS
  }

  /** The value in a slot. */
  public static Digest value(String slot, @Nullable String change) {
    return new Digest(Form.VALUE, slot, change);
  }

  /** The groups at both ends by the measure in a slot. */
  public static Digest ends(String slot) {
    return new Digest(Form.ENDS, slot, null);
  }
}
