package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what somebody may do with one record, by the same row rules and the same SQL as every list
 * and write. For explaining rights; the writes check for themselves. Thread-safe.
 */
@FunctionalInterface
public interface RecordRights {

  /**
   * What is allowed with the record as it is now.
   *
   * @param isDeleted whether it is in the recycle bin
   * @param mayRead whether it is there for the person at all
   * @param mayUpdate whether the person may change it
   * @param mayDelete whether the person may delete and restore it
   */
  record Verdict(boolean isDeleted, boolean mayRead, boolean mayUpdate, boolean mayDelete) {}

  /** The verdict on a record, or null where there is no such record. */
  @Nullable Verdict of(Access access, Entity entity, UUID record);
}
