/**
 * JDBC: runs Sql pieces, binds and reads canonical values. Used by the internal packages of the
 * engine.
 */
@NullMarked
package dev.dougong.engine.storage.internal;

import org.jspecify.annotations.NullMarked;
