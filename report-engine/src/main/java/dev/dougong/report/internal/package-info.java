/**
 * Subscriptions and alerts in their tables, and the work of making packs; called by the application
 * through the interfaces of {@code subscription} and {@code alert}.
 */
@NullMarked
package dev.dougong.report.internal;

import org.jspecify.annotations.NullMarked;
