package dev.dougong.report.chart.treemap;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Parts of a whole as areas, also parts of parts. */
@ApplicationScoped
public final class TreemapChartType implements ChartType {

  @Override
  public String id() {
    return "treemap";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(ChartSlot.dimensions("category", 1, 2), ChartSlot.measures("value", 1, 1));
  }
}
