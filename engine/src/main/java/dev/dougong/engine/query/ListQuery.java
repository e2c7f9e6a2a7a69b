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
 * @param narrowing the part of an aggregate that the records stand behind, or null; checked
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
    boolean isDeleted,
    @Nullable Narrowing narrowing) {

  /** Copies the lists. */
  public ListQuery {
    sort = List.copyOf(sort);
    fields = List.copyOf(fields);
  }

  /** A list of its own. */
  public ListQuery(
      String entity,
      @Nullable String filter,
      List<String> sort,
      List<String> fields,
      @Nullable String search,
      int limit,
      @Nullable String after,
      boolean isCounted,
      boolean isDeleted) {
    this(entity, filter, sort, fields, search, limit, after, isCounted, isDeleted, null);
  }

  /** Only the records of it that stand behind a part of an aggregate. */
  public ListQuery behind(Narrowing part) {
    return new ListQuery(
        entity, filter, sort, fields, search, limit, after, isCounted, isDeleted, part);
  }
}
