/** What nodes tell each other. */
@NullMarked
package dev.dougong.web.live;

import org.jspecify.annotations.NullMarked;
