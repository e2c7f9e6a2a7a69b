package dev.dougong.report.chart.provinces;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Values of the provinces of China as shades, each province at its place among the others. */
@ApplicationScoped
public final class ProvincesChartType implements ChartType {

  @Override
  public String id() {
    return "provinces";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(ChartSlot.dimensions("province", 1, 1), ChartSlot.measures("value", 1, 1));
  }

  @Override
  public Set<String> groupings() {
    return Set.of("province");
  }
}
