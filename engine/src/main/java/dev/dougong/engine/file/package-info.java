/**
 * The files that records hold: photographs, signatures, documents. Their bytes lie in the database,
 * in pieces and once for each content, so that they are saved, restored and seen by every node with
 * the records; who may read a record and the field may read its files.
 */
@NullMarked
package dev.dougong.engine.file;

import org.jspecify.annotations.NullMarked;
