/** The document kind report: its schema and what is checked against other documents. */
@NullMarked
package dev.dougong.report.report;

import org.jspecify.annotations.NullMarked;
