package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selections by the SQL back end of expressions. */
public final class SqlRecordSelection implements RecordSelection {

  private static final SqlName ROW = SqlName.of("r");

  private final SqlCompiler compiler;

  /** With the back end. */
  public SqlRecordSelection(SqlCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public Sql select(
      Access access, Entity entity, @Nullable Expression condition, List<Expression> values) {
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, ROW);
    Sql sql = Sql.of("select r.id");
    for (int i = 0; i < values.size(); i++) {
      sql.add(", ").add(scope.value(values.get(i))).add(" as ").add(SqlName.of("v" + (i + 1)));
    }
    sql.add(" from ")
        .add(StoredField.from(access.metadata(), entity, ROW))
        .add(" where r.deleted_at is null");
    if (condition != null) {
      sql.add(" and ").add(scope.condition(condition));
    }
    return sql;
  }
}
