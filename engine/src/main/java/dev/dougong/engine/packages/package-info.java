/**
 * Packages: an app as a zip of JSON and CSV. In comes a zip, out come a plan, an installed app, or
 * the zip again. Everything in a zip is hostile until it is checked.
 */
@NullMarked
package dev.dougong.engine.packages;

import org.jspecify.annotations.NullMarked;
