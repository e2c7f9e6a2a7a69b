/**
 * The change log: one row for each write of a record, who reads it, and what it shows to people.
 */
@NullMarked
package dev.dougong.engine.record.internal.change;

import org.jspecify.annotations.NullMarked;
