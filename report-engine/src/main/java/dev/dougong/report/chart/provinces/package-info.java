/** Values of the provinces of China, each at its place among the others. */
@NullMarked
package dev.dougong.report.chart.provinces;

import org.jspecify.annotations.NullMarked;
