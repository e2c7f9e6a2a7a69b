package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.sql.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one statement of a rule over all records, to stand inside a statement of the engine's own
 * upkeep. Row rules are not applied, so nothing of it may be shown to a reader. Thread-safe.
 */
@FunctionalInterface
public interface RecordSelection {

  /**
   * {@code select r.id, <value> as v1, <value> as v2 … from <table> r where r.deleted_at is null
   * and <condition>}.
   *
   * @param access of the engine; gives the snapshot and the instant
   * @param condition checked for the entity, or null for all
   * @param values checked for the entity
   */
  Sql select(Access access, Entity entity, @Nullable Expression condition, List<Expression> values);
}
