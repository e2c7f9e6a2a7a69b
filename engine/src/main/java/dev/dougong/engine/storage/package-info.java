/** Ports to the database: workspace and transactions. */
@NullMarked
package dev.dougong.engine.storage;

import org.jspecify.annotations.NullMarked;
