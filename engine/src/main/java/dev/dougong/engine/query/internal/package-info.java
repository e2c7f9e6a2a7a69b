/** Lists, single records and aggregates as SQL, always with the rows and fields of an access. */
@NullMarked
package dev.dougong.engine.query.internal;

import org.jspecify.annotations.NullMarked;
