/** Checked trees as SQL, two-valued, with the meaning of the evaluators to the last digit. */
@NullMarked
package dev.dougong.engine.expression.sql;

import org.jspecify.annotations.NullMarked;
