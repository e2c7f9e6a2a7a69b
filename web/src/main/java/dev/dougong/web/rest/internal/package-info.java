/** Filters and routes below the HTTP API, for every path. */
@NullMarked
package dev.dougong.web.rest.internal;

import org.jspecify.annotations.NullMarked;
