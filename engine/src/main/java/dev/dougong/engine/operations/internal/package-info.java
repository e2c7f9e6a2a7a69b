/** Asks the catalog of PostgreSQL, and the tables of work by their indexes. */
@NullMarked
package dev.dougong.engine.operations.internal;

import org.jspecify.annotations.NullMarked;
