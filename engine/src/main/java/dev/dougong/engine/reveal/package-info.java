/**
 * Uncovering masked values: for who has the right, one value of one record at a time, counted and
 * noted. Called by REST only.
 */
@NullMarked
package dev.dougong.engine.reveal;

import org.jspecify.annotations.NullMarked;
