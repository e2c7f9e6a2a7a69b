package dev.dougong.report.chart.table;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Rows and columns, as the answer has them. */
@ApplicationScoped
public final class TableChartType implements ChartType {

  @Override
  public String id() {
    return "table";
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(ChartSlot.dimensions("groups", 0, 8), ChartSlot.measures("values", 1, 20));
  }
}
