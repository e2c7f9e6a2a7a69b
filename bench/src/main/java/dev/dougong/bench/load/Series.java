package dev.dougong.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of two servers measured in turn, and the ratio of their medians. */
final class Series {

  private final String name;
  private final String unit;
  private final boolean isLessBetter;
  private final double goal;
  private final List<Double> product = new ArrayList<>();
  private final List<Double> baseline = new ArrayList<>();

  /**
   * Empty.
   *
   * @param isLessBetter whether the ratio must stay below the goal, not above
   * @param goal bound of the ratio product to baseline
   */
  Series(String name, String unit, boolean isLessBetter, double goal) {
    this.name = name;
    this.unit = unit;
    this.isLessBetter = isLessBetter;
    this.goal = goal;
  }

  /** Adds a pair of figures that were measured one after the other. */
  void add(double ofProduct, double ofBaseline) {
    product.add(ofProduct);
    baseline.add(ofBaseline);
  }

  /** Median ratio of the pairs. */
  double ratio() {
    return median(ratios());
  }

  /** Whether the goal is met. */
  boolean isMet() {
    return isLessBetter ? ratio() <= goal : ratio() >= goal;
  }

  /** A row of the Markdown table. */
  String row() {
    List<Double> ratios = ratios();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f (%.1f–%.1f) | %.1f (%.1f–%.1f) | %s | **%.2f** (%.2f–%.2f) | %s %.2f | %s |",
        name,
        median(product),
        Collections.min(product),
        Collections.max(product),
        median(baseline),
        Collections.min(baseline),
        Collections.max(baseline),
        unit,
        ratio(),
        Collections.min(ratios),
        Collections.max(ratios),
        isLessBetter ? "≤" : "≥",
        goal,
        isMet() ? "met" : "**missed**");
  }

  private List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < product.size(); i++) {
      ratios.add(product.get(i) / baseline.get(i));
    }
    return ratios;
  }

  /** The middle figure, or the mean of the two in the middle. */
  static double median(List<Double> figures) {
    List<Double> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
