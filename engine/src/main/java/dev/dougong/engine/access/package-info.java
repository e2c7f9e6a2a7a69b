/**
 * What one user may do, compiled once per user and metadata version; demanded by every read and
 * write.
 */
@NullMarked
package dev.dougong.engine.access;

import org.jspecify.annotations.NullMarked;
