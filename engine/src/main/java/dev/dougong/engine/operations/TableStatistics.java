package dev.dougong.engine.operations;

/**
 * What PostgreSQL knows of the tables of a workspace when it plans queries. Autovacuum looks once a
 * minute; until then a table that was filled at once counts as empty, and queries over it may take
 * a thousand times as long. Thread-safe; any number of nodes may call at the same time.
 */
public interface TableStatistics {

  /**
   * Analyzes the tables that were never analyzed, or have at least doubled since; small ones are
   * left to autovacuum, and so are those that somebody else analyzes or alters right now.
   *
   * @return how many were analyzed
   */
  int refresh();
}
