package dev.dougong.engine.record;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Gives records as expressions see them. Thread-safe. */
@FunctionalInterface
public interface RecordRows {

  /**
   * The live records of the ids that the access may read, with one statement; what they refer to is
   * read when an expression asks for it. Others are missing.
   */
  Map<UUID, Row> find(Access access, Entity entity, Collection<UUID> ids);
}
