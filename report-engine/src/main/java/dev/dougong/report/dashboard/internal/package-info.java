/** Where people's own dashboards are kept. */
@NullMarked
package dev.dougong.report.dashboard.internal;

import org.jspecify.annotations.NullMarked;
