package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;

/**
 * Values over groups of the records that a reader may see, one statement each. Thread-safe.
 *
 * <p>The caller has checked that the reader may know the entity and every field of the query; which
 * records count is decided here.
 */
@FunctionalInterface
public interface AggregateQueries {

  /** The answer, computed now. */
  GroupResult query(Access access, GroupQuery query);
}
