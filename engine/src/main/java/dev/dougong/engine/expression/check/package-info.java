/**
 * From text to a checked tree and back: lexer, parser, type check, printing, JSON form, what a tree
 * depends on. {@code Expressions} is the way in.
 */
@NullMarked
package dev.dougong.engine.expression.check;

import org.jspecify.annotations.NullMarked;
