/** Rows and columns, as the answer has them. */
@NullMarked
package dev.dougong.report.chart.table;

import org.jspecify.annotations.NullMarked;
