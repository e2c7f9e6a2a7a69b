/**
 * What can be wrong with an input, in a form that a person can act on: code, place, arguments.
 * Texts in every language stand in {@code problems/<area>_<language>.properties} on the class path,
 * where the area is the part of the code before its first dot ({@code general} where there is
 * none).
 */
@NullMarked
package dev.dougong.engine.problem;

import org.jspecify.annotations.NullMarked;
