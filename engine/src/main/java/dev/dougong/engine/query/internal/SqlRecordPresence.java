package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.RecordPresence;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** By one statement for all questions. */
public final class SqlRecordPresence implements RecordPresence {

  private static final SqlName ROW = SqlName.of("r");

  private final Statements statements;
  private final SqlCompiler compiler;

  /** Over a database. */
  public SqlRecordPresence(Statements statements, SqlCompiler compiler) {
    this.statements = statements;
    this.compiler = compiler;
  }

  @Override
  public List<Boolean> of(Access access, List<Wanted> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Sql> columns = wanted.stream().map(one -> exists(access, one)).toList();
    return Objects.requireNonNull(
        statements.queryOne(
            Sql.of("select ").join(", ", columns),
            row -> {
              List<Boolean> found = new ArrayList<>();
              for (int i = 1; i <= wanted.size(); i++) {
                found.add(row.bool(i));
              }
              return found;
            }));
  }

  private Sql exists(Access access, Wanted wanted) {
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, wanted.entity(), ROW);
    Sql sql =
        Sql.of("exists (select from ")
            .add(StoredField.from(access.metadata(), wanted.entity(), ROW))
            .add(" where r.deleted_at is null");
    Sql rule = scope.condition(access.entity(wanted.entity()).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    if (wanted.condition() != null) {
      sql.add(" and ").add(scope.limitedTo(access).condition(wanted.condition()));
    }
    return sql.add(")");
  }
}
