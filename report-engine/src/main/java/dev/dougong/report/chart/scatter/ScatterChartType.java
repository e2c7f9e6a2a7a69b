package dev.dougong.report.chart.scatter;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Groups as points by two values. */
@ApplicationScoped
public final class ScatterChartType implements ChartType {

  @Override
  public String id() {
    return "scatter";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("point", 1, 1),
        ChartSlot.measures("across", 1, 1),
        ChartSlot.measures("up", 1, 1),
        ChartSlot.measures("size", 0, 1).byName());
  }
}
