/** Parts of a whole as areas, also parts of parts. */
@NullMarked
package dev.dougong.report.chart.treemap;

import org.jspecify.annotations.NullMarked;
