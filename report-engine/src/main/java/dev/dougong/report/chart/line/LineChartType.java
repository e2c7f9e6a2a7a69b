package dev.dougong.report.chart.line;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Values along a row of days, or of other groups. */
@ApplicationScoped
public final class LineChartType implements ChartType {

  @Override
  public String id() {
    return "line";
  }

  @Override
  public Set<Purpose> purposes() {
    return Set.of(Purpose.COURSE);
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("category", 1, 1),
        ChartSlot.dimensions("series", 0, 1),
        ChartSlot.measures("value", 1, 8));
  }
}
