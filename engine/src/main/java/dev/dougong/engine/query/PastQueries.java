package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import java.time.Instant;

/**
 * The same as {@link AggregateQueries} over records as they were, by the change log: values, and
 * whether a record was there. Rights and what records are called are those of now. Thread-safe.
 */
@FunctionalInterface
public interface PastQueries {

  /** Most changes of records of the query's entity that are gone back over. */
  int MOST_CHANGES = 500_000;

  /**
   * The answer at a moment; refuses what the log does not tell.
   *
   * @param access whose present instant is that moment
   * @param until changes at this instant and later are taken back
   */
  GroupResult query(Access access, GroupQuery query, Instant until);
}
