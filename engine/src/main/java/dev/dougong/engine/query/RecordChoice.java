package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Makes one statement of the records that somebody may see and change. Thread-safe. */
@FunctionalInterface
public interface RecordChoice {

  /**
   * {@code select r.id from … where …}, to which further conditions on {@code r} can be added by
   * {@code and}.
   *
   * @param access of the person
   * @param part the part of an aggregate that the records stand behind, or null for all
   */
  Sql changeable(Access access, Entity entity, @Nullable Narrowing part);
}
