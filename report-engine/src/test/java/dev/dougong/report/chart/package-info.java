/** Types of charts and how reports fill their slots. */
@NullMarked
package dev.dougong.report.chart;

import org.jspecify.annotations.NullMarked;
