package dev.dougong.engine.fieldtype;

/**
 * A coarser group that values of a type make: those that begin alike. The group is named by a value
 * as well, made of the beginning and a rest that is the same for all groups.
 *
 * @param name in reports, lowerCamelCase
 * @param length how many signs of a value count, above zero
 * @param rest what stands behind them in the group's name
 */
public record Grouping(String name, int length, String rest) {

  /** Refuses lengths below one. */
  public Grouping {
    if (length < 1) {
      throw new IllegalArgumentException("length: " + length + " of '" + name + "'");
    }
  }
}
