package dev.dougong.report.chart.funnel;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** How many get from one stage to the next, and how many are lost. */
@ApplicationScoped
public final class FunnelChartType implements ChartType {

  @Override
  public String id() {
    return "funnel";
  }

  @Override
  public Set<Purpose> purposes() {
    return Set.of(Purpose.STAGES);
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("stage", 1, 1),
        ChartSlot.measures("value", 1, 1),
        ChartSlot.measures("conversion", 0, 1).byName(),
        ChartSlot.measures("loss", 0, 1).byName());
  }
}
