/** Tests of the finder on an embedded PostgreSQL. */
@NullMarked
package dev.dougong.engine.duplicate;

import org.jspecify.annotations.NullMarked;
