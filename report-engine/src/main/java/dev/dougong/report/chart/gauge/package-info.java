/** How much of a target is reached. */
@NullMarked
package dev.dougong.report.chart.gauge;

import org.jspecify.annotations.NullMarked;
