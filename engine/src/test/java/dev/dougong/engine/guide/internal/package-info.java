/** Tests of guides on an embedded PostgreSQL. */
@NullMarked
package dev.dougong.engine.guide.internal;

import org.jspecify.annotations.NullMarked;
