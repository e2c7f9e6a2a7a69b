/**
 * Entries, seals and batches in the tables {@code audit_entry}, {@code audit_seal}, {@code
 * audit_batch}.
 */
@NullMarked
package dev.dougong.engine.audit.internal;

import org.jspecify.annotations.NullMarked;
