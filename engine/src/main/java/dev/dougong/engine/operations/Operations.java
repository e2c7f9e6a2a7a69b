package dev.dougong.engine.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the installation is at this moment. Thread-safe; asks the database each time. */
public interface Operations {

  /** Rows of a queue that are counted at the most. */
  int MOST_COUNTED = 10_000;

  /**
   * Work of one kind.
   *
   * @param waiting rows, {@link #MOST_COUNTED} where there are as many or more
   * @param due those that a node might have taken by now, counted likewise
   * @param oldest since when the first of them is due, or null where none is
   */
  record Queue(String key, long waiting, long due, @Nullable Instant oldest) {}

  /**
   * A table.
   *
   * @param rows as PostgreSQL estimates them
   * @param bytes with its indexes
   */
  record Table(String name, long rows, long bytes) {}

  /**
   * The database.
   *
   * @param version of PostgreSQL
   * @param bytes of the whole database
   * @param connections of this application, all nodes together
   * @param mostConnections that the server takes
   */
  record Database(String version, long bytes, long connections, long mostConnections) {}

  /**
   * A statement, its values taken out.
   *
   * @param calls how often, since the statistics began; 1 for one that runs now
   * @param meanMicros how long each took, or this one so far
   * @param totalMicros how long all took
   */
  record Statement(String text, long calls, long meanMicros, long totalMicros) {}

  /**
   * Statements that take long.
   *
   * @param isMeasured whether PostgreSQL keeps statistics; where not, {@code most} is empty
   * @param most those that took most time
   * @param running those that have been running for a second or more
   */
  record SlowStatements(boolean isMeasured, List<Statement> most, List<Statement> running) {}

  /** What waits, in the order of the modules. */
  List<Queue> queues();

  /** When a node has something to do the next time, as far as rows tell; null for never. */
  @Nullable Instant nextDue();

  /** Tables of the workspace, the largest first. */
  List<Table> tables();

  /** The database. */
  Database database();

  /** Statements that take long. */
  SlowStatements statements();
}
