/** The HTTP API, end to end. */
@NullMarked
package dev.dougong.web.rest;

import org.jspecify.annotations.NullMarked;
