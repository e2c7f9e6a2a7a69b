package dev.dougong.engine.metadata.layout;

import java.util.Map;
import java.util.Set;

/**
 * A table as it is now.
 *
 * @param columns PostgreSQL type by name
 * @param indexes names of usable indexes
 * @param size whether there are records, and how many
 */
public record TableState(Map<String, String> columns, Set<String> indexes, Size size) {

  /** Copies the collections. */
  public TableState {
    columns = Map.copyOf(columns);
    indexes = Set.copyOf(indexes);
  }

  /** How much work a change is. */
  public enum Size {
    /** No record, not even in the recycle bin. */
    EMPTY,
    /** So few that everything is done at once. */
    SMALL,
    /** Long changes go to the background. */
    LARGE
  }
}
