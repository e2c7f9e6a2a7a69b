/** Generated expressions over generated records, through all back ends. */
@NullMarked
package dev.dougong.engine.expression.differential;

import org.jspecify.annotations.NullMarked;
