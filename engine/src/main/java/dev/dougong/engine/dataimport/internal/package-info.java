/** Imports in PostgreSQL: rows wait in a table, jobs take them from there in batches. */
@NullMarked
package dev.dougong.engine.dataimport.internal;

import org.jspecify.annotations.NullMarked;
