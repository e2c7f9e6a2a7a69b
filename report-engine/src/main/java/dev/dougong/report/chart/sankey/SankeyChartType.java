package dev.dougong.report.chart.sankey;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What flows from the groups of one dimension into those of another. */
@ApplicationScoped
public final class SankeyChartType implements ChartType {

  @Override
  public String id() {
    return "sankey";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("from", 1, 1),
        ChartSlot.dimensions("to", 1, 1),
        ChartSlot.measures("value", 1, 1));
  }
}
