package dev.dougong.report.chart.gauge;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How much of a target is reached. */
@ApplicationScoped
public final class GaugeChartType implements ChartType {

  @Override
  public String id() {
    return "gauge";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(ChartSlot.measures("value", 1, 1), ChartSlot.measures("target", 0, 1).byName());
  }

  @Override
  public Digest digest() {
    return Digest.value("value", null);
  }
}
