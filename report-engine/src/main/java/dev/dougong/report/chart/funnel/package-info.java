/** How many get from one stage to the next, and how many are lost. */
@NullMarked
package dev.dougong.report.chart.funnel;

import org.jspecify.annotations.NullMarked;
