/** Lines that values of dashboards cross, and people who hear of it once. */
@NullMarked
package dev.dougong.report.alert;

import org.jspecify.annotations.NullMarked;
