package dev.dougong.report.chart;

/**
 * A place of a chart for dimensions or for measures.
 *
 * @param name in documents, lowerCamelCase
 * @param least how many it needs
 * @param most how many it takes
 * @param isByName whether it stays empty where a report does not name it, because not any measure
 *     means what it shows
 * @param isAcross whether its dimensions stand across, with subtotals of what stands down and of
 *     what stands across
 */
public record ChartSlot(
    String name, Holds holds, int least, int most, boolean isByName, boolean isAcross) {

  /** What a slot is for. */
  public enum Holds {
    DIMENSIONS,
    MEASURES
  }

  /** For dimensions. */
  public static ChartSlot dimensions(String name, int least, int most) {
    return new ChartSlot(name, Holds.DIMENSIONS, least, most, false, false);
  }

  /** For measures. */
  public static ChartSlot measures(String name, int least, int most) {
    return new ChartSlot(name, Holds.MEASURES, least, most, false, false);
  }

  /** The same, filled only by reports that name it. */
  public ChartSlot byName() {
    return new ChartSlot(name, holds, least, most, true, isAcross);
  }

  /** The same, for dimensions that stand across. */
  public ChartSlot withSubtotals() {
    return new ChartSlot(name, holds, least, most, isByName, true);
  }
}
