package dev.dougong.engine.storage;

import dev.dougong.engine.sql.SqlName;
import java.util.List;

/**
 * The table of an entity: system columns, which all have, and what this one has besides.
 *
 * @param table its name
 * @param columns of promoted fields
 * @param isSearched whether it has the column of the quick search
 * @param indexes besides the primary key
 */
public record TableShape(
    SqlName table, List<ColumnShape> columns, boolean isSearched, List<IndexShape> indexes) {

  /** Copies the lists. */
  public TableShape {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
  }
}
