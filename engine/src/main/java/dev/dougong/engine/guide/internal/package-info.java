/** Guides over PostgreSQL. */
@NullMarked
package dev.dougong.engine.guide.internal;

import org.jspecify.annotations.NullMarked;
