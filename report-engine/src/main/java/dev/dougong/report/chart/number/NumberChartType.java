package dev.dougong.report.chart.number;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.Digest;
import dev.dougong.report.chart.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** One value, its change against another time, and its course. */
@ApplicationScoped
public final class NumberChartType implements ChartType {

  @Override
  public String id() {
    return "number";
  }

  @Override
  public Set<Purpose> purposes() {
    return Set.of(Purpose.VALUE);
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.measures("value", 1, 1),
        ChartSlot.measures("change", 0, 1).byName(),
        ChartSlot.dimensions("course", 0, 1));
  }

  @Override
  public Digest digest() {
    return Digest.value("value", "change");
  }
}
