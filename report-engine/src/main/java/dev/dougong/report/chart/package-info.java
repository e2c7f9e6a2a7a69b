/**
 * Types of charts, each in a package of its own: which dimensions and measures of a report they
 * show. What is drawn is the browser's; nothing here asks or runs a query.
 */
@NullMarked
package dev.dougong.report.chart;

import org.jspecify.annotations.NullMarked;
