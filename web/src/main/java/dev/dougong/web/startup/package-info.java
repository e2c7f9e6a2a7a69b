/** From a command line to a ready application: database, schema, first users, first app. */
@NullMarked
package dev.dougong.web.startup;

import org.jspecify.annotations.NullMarked;
