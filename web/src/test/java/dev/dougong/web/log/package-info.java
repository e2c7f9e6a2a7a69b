/** Tests of the log. */
@NullMarked
package dev.dougong.web.log;

import org.jspecify.annotations.NullMarked;
