package dev.dougong.engine.storage;

import dev.dougong.engine.sql.SqlName;

/** One step of storage. Closed: planned, shown, then done at once or in the background. */
public sealed interface SchemaChange {

  /** Id of the entity whose table changes. */
  int entity();

  /** Id of the field that it is about, or 0. */
  default int field() {
    return 0;
  }

  /** Whether values become unreadable; wants consent. */
  default boolean isDestructive() {
    return false;
  }

  /** Makes the table of a new entity. */
  record CreateTable(int entity, TableShape shape) implements SchemaChange {}

  /** Adds an empty column. */
  record AddColumn(int entity, int field, SqlName table, ColumnShape column)
      implements SchemaChange {}

  /** Adds a column anew whose values are derived and had another type. */
  record ReplaceColumn(int entity, int field, SqlName table, ColumnShape column)
      implements SchemaChange {}

  /** Moves values from the document to the column. */
  record FillColumn(int entity, int field, SqlName table, ColumnShape column)
      implements SchemaChange {}

  /** Adds the empty column of the quick search. */
  record AddSearch(int entity, SqlName table) implements SchemaChange {}

  /** Makes an index. */
  record CreateIndex(int entity, IndexShape index) implements SchemaChange {}

  /** Drops an index that nothing needs. */
  record DropIndex(int entity, SqlName index) implements SchemaChange {}

  /** Computes a stored formula or a rollup of all records anew. */
  record Recompute(int entity, int field) implements SchemaChange {}

  /** Writes the quick search of all records anew. */
  record RebuildSearch(int entity) implements SchemaChange {}

  /** Gives values of a field whose type changed to the field that takes its place. */
  record ConvertField(int entity, int field, int from) implements SchemaChange {
    @Override
    public boolean isDestructive() {
      return true;
    }
  }

  /** Seals the values of an encrypted field anew by the newest key. */
  record ResealField(int entity, int field) implements SchemaChange {}

  /** Takes a field away; its values stay in storage, unread. */
  record ArchiveField(int entity, int field, boolean isDestructive) implements SchemaChange {}

  /** Takes an entity away; its table stays, unread. */
  record ArchiveTable(int entity, SqlName table, boolean isDestructive) implements SchemaChange {}
}
