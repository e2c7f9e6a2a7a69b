/** Columns or bars beside each other, or upon each other by a second dimension. */
@NullMarked
package dev.dougong.report.chart.bar;

import org.jspecify.annotations.NullMarked;
