/**
 * Personal data over PostgreSQL: whole statements over all rows, one transaction for an erasure.
 */
@NullMarked
package dev.dougong.engine.personal.internal;

import org.jspecify.annotations.NullMarked;
