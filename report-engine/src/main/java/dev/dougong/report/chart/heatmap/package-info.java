/** Values of two dimensions as shades. */
@NullMarked
package dev.dougong.report.chart.heatmap;

import org.jspecify.annotations.NullMarked;
