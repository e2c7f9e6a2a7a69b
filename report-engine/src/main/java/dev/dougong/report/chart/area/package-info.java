/** Values along a row of days, filled, or upon each other by a second dimension. */
@NullMarked
package dev.dougong.report.chart.area;

import org.jspecify.annotations.NullMarked;
