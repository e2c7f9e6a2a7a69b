package dev.dougong.engine.query.internal;

import dev.dougong.engine.metadata.Field;

/**
 * What stands in the place of a value that the reader may not see whole.
 *
 * @param text the mask
 * @param whole the value; never leaves the node
 */
record Masked(String text, Object whole) {

  /** Of a value of a field that can be masked. */
  static Masked of(Field field, Object value) {
    return new Masked(field.type().mask(value.toString()), value);
  }

  /** The value whether or not it is behind a mask; to compare with, never to show. */
  static Object whole(Object value) {
    return value instanceof Masked masked ? masked.whole : value;
  }

  @Override
  public String toString() {
    return text;
  }
}
