/** The document kind dashboard: its schema and what is checked against other documents. */
@NullMarked
package dev.dougong.report.dashboard;

import org.jspecify.annotations.NullMarked;
