/**
 * From a set of documents to one consistent snapshot: ids, kinds, expressions, references,
 * placements. Finds everything that is wrong across documents.
 */
@NullMarked
package dev.dougong.engine.metadata.compile;

import org.jspecify.annotations.NullMarked;
