package dev.dougong.report.chart.leaderboard;

import dev.dougong.report.chart.ChartSlot;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who stands where, the largest value first. */
@ApplicationScoped
public final class LeaderboardChartType implements ChartType {

  @Override
  public String id() {
    return "leaderboard";
  }

  @Override
  public List<ChartSlot> slots() {
    return List.of(
        ChartSlot.dimensions("who", 1, 1),
        ChartSlot.measures("value", 1, 1),
        ChartSlot.measures("more", 0, 4));
  }

  @Override
  public Digest digest() {
    return Digest.ends("value");
  }
}
