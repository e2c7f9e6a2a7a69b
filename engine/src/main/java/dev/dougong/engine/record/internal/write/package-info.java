/**
 * The write path: reads values, resolves references, computes what is derived, checks, and stores
 * records with their changes, many at once. {@code JdbcRecords} is the way in.
 */
@NullMarked
package dev.dougong.engine.record.internal.write;

import org.jspecify.annotations.NullMarked;
