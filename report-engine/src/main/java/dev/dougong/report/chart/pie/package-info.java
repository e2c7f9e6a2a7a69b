/** Parts of a whole. */
@NullMarked
package dev.dougong.report.chart.pie;

import org.jspecify.annotations.NullMarked;
