/**
 * SQL as text and bound values. The only place where SQL text is put together: text comes from
 * constants of the source code and from checked names of our catalogue, never from anybody's input.
 */
@NullMarked
package dev.dougong.engine.sql;

import org.jspecify.annotations.NullMarked;
