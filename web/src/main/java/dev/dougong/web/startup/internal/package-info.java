/**
 * The PostgreSQL that the application brings along, and the commands that are given on the server
 * instead of starting the application.
 */
@NullMarked
package dev.dougong.web.startup.internal;

import org.jspecify.annotations.NullMarked;
