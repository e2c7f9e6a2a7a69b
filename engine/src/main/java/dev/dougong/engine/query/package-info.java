/** Reading records: one, lists, counts, aggregates, always through an Access. */
@NullMarked
package dev.dougong.engine.query;

import org.jspecify.annotations.NullMarked;
