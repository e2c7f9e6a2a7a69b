/** What flows from the groups of one dimension into those of another. */
@NullMarked
package dev.dougong.report.chart.sankey;

import org.jspecify.annotations.NullMarked;
