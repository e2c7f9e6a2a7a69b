package dev.dougong.report.chart.pie;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Parts of a whole. */
@ApplicationScoped
public final class PieChartType implements ChartType {

  @Override
  public String id() {
    return "pie";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(ChartSlot.dimensions("category", 1, 1), ChartSlot.measures("value", 1, 1));
  }
}
