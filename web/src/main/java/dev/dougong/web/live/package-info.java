/** What a node hears of other nodes. */
@NullMarked
package dev.dougong.web.live;

import org.jspecify.annotations.NullMarked;
