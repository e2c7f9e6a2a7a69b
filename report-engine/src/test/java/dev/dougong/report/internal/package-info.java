/** Tests of subscriptions and alerts on a real database, with a clock that tests move. */
@NullMarked
package dev.dougong.report.internal;

import org.jspecify.annotations.NullMarked;
