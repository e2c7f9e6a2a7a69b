package dev.dougong.engine.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was asked for; nothing is checked yet.
 *
 * @param entity key
 * @param filter expression text, or null for all
 * @param sort field keys, with {@code -} before those that go down; empty for the newest first
 * @param fields field keys to answer; empty for all that the reader may see
 * @param search words of the quick search, or null
 * @param limit rows at the most, 1 to 500
 * @param after {@code next} of the page before, or null for the first
 * @param isCounted whether the exact number of all rows is wanted
 * @param isDeleted whether the recycle bin is meant
 */
public record ListQuery(
    String entity,
    @Nullable String filter,
    List<String> sort,
    List<String> fields,
    @Nullable String search,
    int limit,
    @Nullable String after,
    boolean isCounted,
    boolean isDeleted) {

  /** Copies the lists. */
  public ListQuery {
    sort = List.copyOf(sort);
    fields = List.copyOf(fields);
  }
}
