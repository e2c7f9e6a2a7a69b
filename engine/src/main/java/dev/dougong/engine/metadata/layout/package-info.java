/** What tables, columns and indexes a snapshot needs. */
@NullMarked
package dev.dougong.engine.metadata.layout;

import org.jspecify.annotations.NullMarked;
