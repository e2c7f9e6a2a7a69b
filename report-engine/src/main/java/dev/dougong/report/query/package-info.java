/**
 * Report queries: read from JSON, checked against what a reader may see, run as one statement, and
 * opened into the records behind any cell.
 */
@NullMarked
package dev.dougong.report.query;

import org.jspecify.annotations.NullMarked;
