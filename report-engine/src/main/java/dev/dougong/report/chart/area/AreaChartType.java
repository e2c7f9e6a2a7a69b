package dev.dougong.report.chart.area;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Values along a row of days, filled, or upon each other by a second dimension. */
@ApplicationScoped
public final class AreaChartType implements ChartType {

  @Override
  public String id() {
    return "area";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("category", 1, 1),
        ChartSlot.dimensions("series", 0, 1),
        ChartSlot.measures("value", 1, 8));
  }
}
