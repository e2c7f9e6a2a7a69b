/** Values around a middle, one direction for each group. */
@NullMarked
package dev.dougong.report.chart.radar;

import org.jspecify.annotations.NullMarked;
