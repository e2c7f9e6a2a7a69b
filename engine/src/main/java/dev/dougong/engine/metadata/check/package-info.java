/**
 * Checks of one document against the JSON Schema of its kind, with problems that a person can act
 * on.
 */
@NullMarked
package dev.dougong.engine.metadata.check;

import org.jspecify.annotations.NullMarked;
