/** Groups as points by two values. */
@NullMarked
package dev.dougong.report.chart.scatter;

import org.jspecify.annotations.NullMarked;
