/**
 * The immutable snapshot of everything that is published: documents with ids, types, compiled
 * expressions and physical names.
 */
@NullMarked
package dev.dougong.engine.metadata;

import org.jspecify.annotations.NullMarked;
