package dev.dougong.bench.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, by name and design. */
final class Figures {

  private final Map<String, Map<Design, List<Double>>> byName = new LinkedHashMap<>();

  /** Adds the figure of one round. */
  void add(String name, Design design, double figure) {
    byName
        .computeIfAbsent(name, key -> new EnumMap<>(Design.class))
        .computeIfAbsent(design, key -> new ArrayList<>())
        .add(figure);
  }

  /** A Markdown table: medians with the smallest and the largest. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("| what |");
    StringBuilder rule = new StringBuilder("|---|");
    for (Design design : Design.values()) {
      head.append(' ').append(design.label()).append(" |");
      rule.append("---|");
    }
    lines.add(head.toString());
    lines.add(rule.toString());
    byName.forEach((name, figures) -> lines.add(row(name, figures)));
    return lines;
  }

  private static String row(String name, Map<Design, List<Double>> figures) {
    StringBuilder row = new StringBuilder("| ").append(name).append(" |");
    for (Design design : Design.values()) {
      row.append(' ').append(cell(figures.getOrDefault(design, List.of()))).append(" |");
    }
    return row.toString();
  }

  private static String cell(List<Double> figures) {
    if (figures.isEmpty()) {
      return "–";
    }
    List<Double> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return sorted.size() == 1
        ? number(median)
        : number(median)
            + " ("
            + number(sorted.get(0))
            + "–"
            + number(sorted.get(sorted.size() - 1))
            + ")";
  }

  private static String number(double figure) {
    String form = figure >= 100 ? "%,.0f" : figure >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, figure);
  }
}
