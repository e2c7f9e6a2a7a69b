/** Values along a row of days, or of other groups. */
@NullMarked
package dev.dougong.report.chart.line;

import org.jspecify.annotations.NullMarked;
