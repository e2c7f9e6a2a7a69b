/** Builds the report engine for the application. */
@NullMarked
package dev.dougong.report.wiring;

import org.jspecify.annotations.NullMarked;
