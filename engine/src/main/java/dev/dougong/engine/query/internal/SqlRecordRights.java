package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.RecordRights;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By one statement over the primary key. */
public final class SqlRecordRights implements RecordRights {

  private static final SqlName ROW = SqlName.of("r");

  private final Statements statements;
  private final SqlCompiler compiler;

  /** Over a database. */
  public SqlRecordRights(Statements statements, SqlCompiler compiler) {
    this.statements = statements;
    this.compiler = compiler;
  }

  @Override
  public @Nullable Verdict of(Access access, Entity entity, UUID record) {
    EntityAccess rights = access.entity(entity);
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, ROW);
    Sql sql =
        Sql.of("select r.deleted_at is not null, ")
            .add(covers(scope, rights.read()))
            .add(", ")
            .add(covers(scope, rights.update()))
            .add(", ")
            .add(covers(scope, rights.delete()))
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, ROW))
            .add(" where r.id = ")
            .bind(SqlType.UUID, record);
    return statements.queryOne(
        sql,
        row -> {
          boolean mayRead = row.bool(2);
          return new Verdict(row.bool(1), mayRead, mayRead && row.bool(3), mayRead && row.bool(4));
        });
  }

  private static Sql covers(RecordSqlScope scope, RowRule rule) {
    Sql condition = scope.condition(rule);
    return condition == null ? Sql.of("true") : Sql.of("coalesce(").add(condition).add(", false)");
  }
}
