/** Records: create, patch, delete, restore, batch, upsert, history. */
@NullMarked
package dev.dougong.engine.record;

import org.jspecify.annotations.NullMarked;
