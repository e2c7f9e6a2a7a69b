package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;

/**
 * Values over groups of the records that a reader may see. Thread-safe.
 *
 * <p>The caller has checked that the reader may know the entity and every field of the query; which
 * records count is decided here.
 */
@FunctionalInterface
public interface AggregateQueries {

  /** The answer as it is now: all that is committed, and what the reader's transaction wrote. */
  GroupResult query(Access access, GroupQuery query);
}
