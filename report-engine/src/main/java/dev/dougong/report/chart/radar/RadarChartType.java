package dev.dougong.report.chart.radar;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Values around a middle, one direction for each group. */
@ApplicationScoped
public final class RadarChartType implements ChartType {

  @Override
  public String id() {
    return "radar";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("category", 1, 1),
        ChartSlot.dimensions("series", 0, 1),
        ChartSlot.measures("value", 1, 8));
  }
}
