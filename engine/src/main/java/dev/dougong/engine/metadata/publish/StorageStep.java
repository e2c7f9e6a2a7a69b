package dev.dougong.engine.metadata.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of storage that goes on in the background, or did.
 *
 * @param version of the publishing that wanted it
 * @param change what it does: {@code fillColumn}, {@code createIndex} …
 * @param entity id
 * @param field id, or 0
 * @param index name of the index, or null
 * @param done records that are done
 * @param total records to do, or null where it is not known
 * @param problem why it failed, or null
 */
public record StorageStep(
    long id,
    long version,
    String change,
    int entity,
    int field,
    @Nullable String index,
    State state,
    long done,
    @Nullable Long total,
    @Nullable String problem,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** How far a step is. */
  public enum State {
    /** Its turn comes. */
    WAITING,
    /** A node works on it. */
    RUNNING,
    /** Finished. */
    DONE,
    /** Wants a person: see the problem, then retry. */
    FAILED,
    /** A later publishing made it needless. */
    OBSOLETE
  }
}
