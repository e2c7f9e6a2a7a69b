/**
 * What leaves the house: channels as an open type, and the one gate that every message to a person
 * passes.
 */
@NullMarked
package dev.dougong.workflow.message;

import org.jspecify.annotations.NullMarked;
