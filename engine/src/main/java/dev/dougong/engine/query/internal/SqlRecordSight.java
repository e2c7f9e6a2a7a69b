package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.RecordSight;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** By one statement for each question, over the primary key. */
public final class SqlRecordSight implements RecordSight {

  private static final SqlName ROW = SqlName.of("r");

  private final Statements statements;
  private final SqlCompiler compiler;

  /** Over a database. */
  public SqlRecordSight(Statements statements, SqlCompiler compiler) {
    this.statements = statements;
    this.compiler = compiler;
  }

  @Override
  public boolean seesAny(Access access, Entity entity, Collection<UUID> records) {
    if (records.isEmpty() || access.entity(entity).isNone()) {
      return false;
    }
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, ROW)
            .condition(access.entity(entity).read());
    Sql sql =
        Sql.of("select exists (select from ")
            .add(StoredField.from(access.metadata(), entity, ROW))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(records))
            .add(")");
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    return Objects.requireNonNull(statements.queryOne(sql.add(")"), row -> row.bool(1)));
  }
}
