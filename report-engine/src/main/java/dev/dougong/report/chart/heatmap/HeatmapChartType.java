package dev.dougong.report.chart.heatmap;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Values of two dimensions as shades. */
@ApplicationScoped
public final class HeatmapChartType implements ChartType {

  @Override
  public String id() {
    return "heatmap";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("across", 1, 1),
        ChartSlot.dimensions("down", 1, 1),
        ChartSlot.measures("value", 1, 1));
  }
}
