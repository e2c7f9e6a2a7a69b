package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the records of tasks matter: the field that each entity names for it, as far as the
 * reader may see it. Read where it stands, so that nothing has to be kept up.
 *
 * @param joins behind {@code user_task t}
 * @param importance a number, or null
 */
record TaskRanks(Sql joins, Sql importance) {

  /** Nothing says what matters. */
  static final TaskRanks NONE = new TaskRanks(Sql.of(""), Sql.of("null::numeric"));

  static TaskRanks of(Access access, RecordSelection selection) {
    Sql joins = new Sql();
    List<Sql> values = new ArrayList<>();
    for (Entity entity : access.metadata().entities()) {
      Field field = entity.importance();
      if (field == null || access.field(entity, field) == FieldAccess.HIDDEN) {
        continue;
      }
      Expression value = new Expressions().check(field.key(), entity.scope(), null).expression();
      if (value == null) {
        continue;
      }
      SqlName alias = SqlName.of("s" + entity.id());
      joins
          .add(" left join (")
          .add(selection.select(access, entity, null, List.of(value)))
          .add(") ")
          .add(alias)
          .add(" on t.entity = ")
          .number(entity.id())
          .add(" and ")
          .add(alias, SqlName.of("id"))
          .add(" = t.record");
      values.add(new Sql().add(alias, SqlName.of("v1")).add("::numeric"));
    }
    return values.isEmpty()
        ? NONE
        : new TaskRanks(joins, Sql.of("coalesce(").join(", ", values).add(")"));
  }
}
