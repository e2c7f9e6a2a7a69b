/** One value, its change against another time, and its course. */
@NullMarked
package dev.dougong.report.chart.number;

import org.jspecify.annotations.NullMarked;
