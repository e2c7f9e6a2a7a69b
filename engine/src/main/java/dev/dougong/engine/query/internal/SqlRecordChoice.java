package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.RecordChoice;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Choices by the row rules and by the code that makes lists behind numbers. */
public final class SqlRecordChoice implements RecordChoice {

  private static final SqlName ROW = SqlName.of("r");

  private final SqlCompiler compiler;

  /** With the back end of expressions. */
  public SqlRecordChoice(SqlCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public Sql changeable(Access access, Entity entity, @Nullable Narrowing part) {
    Joins joins = new Joins();
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, ROW)
            .joining(joins);
    Sql where = Sql.of(" where r.deleted_at is null");
    for (RowRule rule : List.of(access.entity(entity).read(), access.entity(entity).update())) {
      Sql condition = scope.condition(rule);
      if (condition != null) {
        where.add(" and ").add(condition);
      }
    }
    if (part != null) {
      where.add(NarrowingSql.conditions(access, compiler, part, ROW, scope.limitedTo(access)));
    }
    return Sql.of("select r.id from ")
        .add(StoredField.from(access.metadata(), entity, ROW))
        .add(joins.text())
        .add(where);
  }
}
