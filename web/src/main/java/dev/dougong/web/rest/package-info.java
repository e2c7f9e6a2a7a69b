/** The HTTP API: one class per resource, streams JSON, decides nothing about rights itself. */
@NullMarked
package dev.dougong.web.rest;

import org.jspecify.annotations.NullMarked;
