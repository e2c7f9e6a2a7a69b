/** A table with groups down the side and groups across, with subtotals of both. */
@NullMarked
package dev.dougong.report.chart.pivot;

import org.jspecify.annotations.NullMarked;
