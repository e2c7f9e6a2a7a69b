/** Tests of what guides may say. */
@NullMarked
package dev.dougong.engine.guide;

import org.jspecify.annotations.NullMarked;
