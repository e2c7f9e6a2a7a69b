package dev.dougong.engine.query.internal;

import dev.dougong.engine.query.GroupResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, before anybody gives names to what its keys point at.
 *
 * @param rows set by set, in order
 * @param groups how many groups the first set has
 * @param isCut whether any set has more groups than the limit
 * @param at which transactions they have seen, as {@code pg_snapshot}; null where there is no row,
 *     or the reader's own transaction has written
 */
record AnsweredGroups(List<GroupResult.Row> rows, long groups, boolean isCut, @Nullable String at) {

  /** No row. */
  static final AnsweredGroups NONE = new AnsweredGroups(List.of(), 0, false, null);

  /** How many values they hold. */
  int weight() {
    return rows.isEmpty()
        ? 0
        : rows.size() * (rows.get(0).keys().size() + rows.get(0).values().size() + 2);
  }
}
