package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;

/**
 * A part of an aggregate as conditions over its records, made by the code that makes the groups.
 */
final class NarrowingSql {

  private NarrowingSql() {}

  /**
   * {@code and …} for each condition.
   *
   * @param row alias of the record
   * @param scope the record as the reader may look at it
   */
  static Sql conditions(
      Access access, SqlCompiler compiler, Narrowing narrowing, SqlName row, RecordSqlScope scope) {
    GroupKeySql keys = new GroupKeySql(access, narrowing.query(), row);
    Sql sql = GroupSource.conditions(narrowing.query(), narrowing.epoch(), access, scope);
    if (narrowing.filter() != null) {
      sql.add(" and ").add(scope.condition(narrowing.filter()));
    }
    for (Narrowing.Group group : narrowing.groups()) {
      GroupKey key = narrowing.query().keys().get(group.key());
      sql.add(" and ");
      if (group.reach() != null) {
        sql.add(keys.isReached(key, group.value(), group.reach(), narrowing.epoch(), scope));
        continue;
      }
      if (group.value() != GroupResult.OTHERS) {
        sql.add(keys.isIn(key, group.value(), narrowing.epoch(), scope));
        continue;
      }
      Sql name = keys.name(key, narrowing.epoch(), scope);
      Sql largest = new GroupPlan(access, compiler, narrowing.query()).largestNames(group.key());
      sql.add("(coalesce((")
          .add(name)
          .add(")::text, ''), (")
          .add(keys.name(key, narrowing.epoch(), scope))
          .add(") is null) not in (")
          .add(largest)
          .add(")");
    }
    return sql;
  }
}
