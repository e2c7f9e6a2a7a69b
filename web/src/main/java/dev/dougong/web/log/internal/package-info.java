/** Gives each request its number. */
@NullMarked
package dev.dougong.web.log.internal;

import org.jspecify.annotations.NullMarked;
