/** Lists and aggregates against a real PostgreSQL. */
@NullMarked
package dev.dougong.engine.query.internal;

import org.jspecify.annotations.NullMarked;
