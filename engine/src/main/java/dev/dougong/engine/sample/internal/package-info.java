/** How samples are found and removed. */
@NullMarked
package dev.dougong.engine.sample.internal;

import org.jspecify.annotations.NullMarked;
