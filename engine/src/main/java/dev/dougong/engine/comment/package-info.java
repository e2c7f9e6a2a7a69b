/**
 * What people say about records, and whom they mention. A comment is read by who may read its
 * record; the web module asks.
 */
@NullMarked
package dev.dougong.engine.comment;

import org.jspecify.annotations.NullMarked;
