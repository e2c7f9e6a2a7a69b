package dev.dougong.engine.storage;

/** Where the values of a field live. */
public enum Placement {
  /** A system column of every table ({@code id}, {@code version}, {@code owner} …). */
  SYSTEM,
  /** In the {@code data} document under the field's name. */
  DOCUMENT,
  /**
   * On the way from the document to a column: writes go to the column (and leave the document),
   * reads take the column, else the document.
   */
  FILLING,
  /** In a typed column of its own. */
  COLUMN,
  /** Nowhere: computed at reading (unstable formulas, lookups). */
  VIRTUAL
}
