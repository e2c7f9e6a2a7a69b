/**
 * Quick search. In go the searched texts of a record and what a person typed; out come tokens for
 * an array column with an inverted index, and the exact check of the candidates. Called by the
 * record engine when it writes and by the query engine when it reads. The pinyin table is made from
 * the transliteration data of ICU (Unicode License v3) and from a list of our own.
 */
@NullMarked
package dev.dougong.engine.search;

import org.jspecify.annotations.NullMarked;
