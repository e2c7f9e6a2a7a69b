/** Tests of the start. */
@NullMarked
package dev.dougong.web.startup;

import org.jspecify.annotations.NullMarked;
