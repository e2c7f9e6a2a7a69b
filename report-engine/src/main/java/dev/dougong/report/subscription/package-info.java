/**
 * Dashboards that people get again and again: what they ordered, the packs that were sent, and how
 * they are told. The application calls the jobs and says how people are told.
 */
@NullMarked
package dev.dougong.report.subscription;

import org.jspecify.annotations.NullMarked;
