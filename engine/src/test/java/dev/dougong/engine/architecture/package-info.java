/**
 * The import rules of the house as tests. {@link dev.dougong.engine.architecture.HouseRules} holds
 * those that every module keeps; the web module runs them over all modules together.
 */
@NullMarked
package dev.dougong.engine.architecture;

import org.jspecify.annotations.NullMarked;
