/** Documents by Panache; ids, placements and storage steps by SQL. */
@NullMarked
package dev.dougong.engine.metadata.internal;

import org.jspecify.annotations.NullMarked;
