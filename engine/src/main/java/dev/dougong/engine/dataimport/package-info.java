/**
 * Brings records from files: what a spreadsheet holds comes in, is looked at before anything is
 * written, written row by row in the background, and can be undone. Called by the API.
 */
@NullMarked
package dev.dougong.engine.dataimport;

import org.jspecify.annotations.NullMarked;
