package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tells whether a version that somebody read still serves: nobody but the engine (a segment's tag,
 * a step of a workflow) has changed the record since, and none of the fields that shall be written.
 */
final class Overtakes {

  private final Jdbc jdbc;

  Overtakes(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * By the change log; a version that is not in it any more does not serve.
   *
   * @param read version that was read, lower than the present one
   * @param present version of the record now
   * @param fields ids of the fields that shall be written
   */
  boolean isHarmless(
      Write write, EntityPlan plan, UUID id, long read, long present, Set<Integer> fields) {
    List<String> names = fields.stream().map(field -> "f" + field).toList();
    List<Boolean> harmless =
        jdbc.query(
            Sql.of("select count(*) = ")
                .bind(SqlType.BIGINT, present - read)
                .add(" and bool_and(c.actor is null and c.op = ")
                .number(ChangeOperation.UPDATED.code())
                .add(" and not jsonb_exists_any(coalesce(c.before, '{}') || c.after, ")
                .bind(SqlType.TEXT_ARRAY, names)
                .add(")) from ")
                .add(write.schema())
                .add(".change c where c.record = ")
                .bind(SqlType.UUID, id)
                .add(" and c.entity = ")
                .number(plan.entity().id())
                .add(" and c.version > ")
                .bind(SqlType.BIGINT, read)
                .add(" and c.version <= ")
                .bind(SqlType.BIGINT, present)
                .add(" and c.op <> ")
                .number(ChangeOperation.DERIVED.code()),
            row -> row.getBoolean(1));
    return harmless.get(0);
  }
}
