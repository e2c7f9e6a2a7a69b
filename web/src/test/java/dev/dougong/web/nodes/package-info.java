/** Several nodes on one database behind a plain proxy, as they come and go. */
@NullMarked
package dev.dougong.web.nodes;

import org.jspecify.annotations.NullMarked;
