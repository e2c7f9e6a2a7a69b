/**
 * The functions and operators of the language. One entry of a group says all about a function: its
 * types, what it does to null, its value in Java, its SQL, its documentation. Its browser form has
 * the same id in {@code web/ui/kit/expression/functions}.
 */
@NullMarked
package dev.dougong.engine.expression.function;

import org.jspecify.annotations.NullMarked;
