/**
 * Groups out of one statement for each rule: the database brings records together whose values are
 * equal, the code compares those that shall be alike.
 */
@NullMarked
package dev.dougong.engine.duplicate.internal;

import org.jspecify.annotations.NullMarked;
