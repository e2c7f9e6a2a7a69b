/**
 * Values of checked trees over rows: by MVEL, or by closures (the oracle of the tests and the
 * switch to fall back on).
 */
@NullMarked
package dev.dougong.engine.expression.evaluate;

import org.jspecify.annotations.NullMarked;
