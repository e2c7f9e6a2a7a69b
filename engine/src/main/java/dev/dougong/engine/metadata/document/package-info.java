/**
 * Documents of every kind: what a kind is, sets of documents, what is checked before publishing.
 */
@NullMarked
package dev.dougong.engine.metadata.document;

import org.jspecify.annotations.NullMarked;
