package dev.dougong.report.chart.bar;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Columns or bars beside each other, or upon each other by a second dimension. */
@ApplicationScoped
public final class BarChartType implements ChartType {

  @Override
  public String id() {
    return "bar";
  }

  @Override
  public Set<Purpose> purposes() {
    return Set.of(Purpose.COMPARISON);
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("category", 1, 1),
        ChartSlot.dimensions("series", 0, 1),
        ChartSlot.measures("value", 1, 8));
  }
}
