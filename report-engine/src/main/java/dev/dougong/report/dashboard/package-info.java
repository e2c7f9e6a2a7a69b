/**
 * Dashboards: the document kind, and what one reader sees of them with the answers of all reports.
 */
@NullMarked
package dev.dougong.report.dashboard;

import org.jspecify.annotations.NullMarked;
