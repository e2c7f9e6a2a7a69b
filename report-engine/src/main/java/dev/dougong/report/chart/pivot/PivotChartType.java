package dev.dougong.report.chart.pivot;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A table with groups down the side and groups across, with subtotals of both. */
@ApplicationScoped
public final class PivotChartType implements ChartType {

  @Override
  public String id() {
    return "pivot";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("down", 1, 3),
        ChartSlot.dimensions("across", 1, 1).withSubtotals(),
        ChartSlot.measures("value", 1, 8));
  }
}
