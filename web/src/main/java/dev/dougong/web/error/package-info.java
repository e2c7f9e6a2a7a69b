/** Refusals as RFC 9457 problems in the language of the reader; nothing else leaves the server. */
@NullMarked
package dev.dougong.web.error;

import org.jspecify.annotations.NullMarked;
