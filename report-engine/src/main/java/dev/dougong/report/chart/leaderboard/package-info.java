/** Who stands where, the largest value first. */
@NullMarked
package dev.dougong.report.chart.leaderboard;

import org.jspecify.annotations.NullMarked;
