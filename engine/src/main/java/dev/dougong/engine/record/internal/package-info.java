/**
 * Records in tables: which column or document key holds a value, and how it is read and written.
 */
@NullMarked
package dev.dougong.engine.record.internal;

import org.jspecify.annotations.NullMarked;
