/** The PostgreSQL that the application brings along. */
@NullMarked
package dev.dougong.web.startup.internal;

import org.jspecify.annotations.NullMarked;
