package dev.dougong.report.chart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a report is drawn.
 *
 * @param type id of the chart type
 * @param slots keys of dimensions or measures by slot; empty slots are not in it
 * @param across keys of the dimensions that stand across; empty where the picture needs no
 *     subtotals
 */
public record Chart(String type, Map<String, List<String>> slots, List<String> across) {

  /** Copies the map and keeps its order. */
  public Chart {
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    across = List.copyOf(across);
  }
}
