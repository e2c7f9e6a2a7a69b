package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.FixedSql;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads one record as a reader may see it. It is kept with the reader's rights,
 * for all who have them where it does not depend on the user. Immutable.
 */
final class ReadPlan {

  private static final SqlName R = SqlName.of("r");

  private final OutputFields output;
  private final FixedSql sql;
  private final StatementParts parts;
  private final EvaluationContext made;

  private record Key(int entity, @Nullable UUID user) {}

  private ReadPlan(Access access, SqlCompiler compiler, Entity entity) {
    EntityAccess rights = access.entity(entity);
    output = new OutputFields(access, entity, OutputFields.readable(rights, entity), List.of());
    made = access.evaluation();
    Joins joins = new Joins();
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), made, compiler, entity, R).joining(joins);
    sql = select(access, entity, scope, joins, Sql.of(" = ").parameter(SqlType.UUID)).fixed();
    parts = scope.parts();
  }

  private Sql select(
      Access access, Entity entity, RecordSqlScope scope, Joins joins, Sql isWanted) {
    List<Sql> columns = output.select(R, scope, scope.apart().limitedTo(access));
    Sql rule = scope.condition(access.entity(entity).read());
    Sql statement =
        Sql.of("select ")
            .join(", ", columns)
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(joins.text())
            .add(" where r.id")
            .add(isWanted)
            .add(" and r.deleted_at is null");
    if (rule != null) {
      statement.add(" and ").add(rule);
    }
    return statement;
  }

  /** The statement for several records, in the order of their ids. */
  Sql sql(Access access, SqlCompiler compiler, Entity entity, Collection<UUID> ids) {
    Joins joins = new Joins();
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .joining(joins);
    Sql areWanted = Sql.of(" = any(").bind(SqlType.UUID_ARRAY, List.copyOf(ids)).add(")");
    return select(access, entity, scope, joins, areWanted).add(" order by r.id");
  }

  /** The plan for a reader, kept or new. */
  static ReadPlan of(Access access, SqlCompiler compiler, Entity entity) {
    EvaluationContext now = access.evaluation();
    ReadPlan common =
        access.kept(
            new Key(entity.id(), null),
            plan -> plan.parts.isPersonal() || plan.isFit(now),
            () -> new ReadPlan(access, compiler, entity));
    if (common.isFit(now)) {
      return common;
    }
    return access.kept(
        new Key(entity.id(), access.userId()),
        plan -> plan.isFit(now),
        () -> new ReadPlan(access, compiler, entity));
  }

  private boolean isFit(EvaluationContext now) {
    return made == now || parts.isSameIn(made, now);
  }

  /** What an answer shows. */
  OutputFields output() {
    return output;
  }

  /** The statement for one record. */
  FixedSql sql(UUID id) {
    return sql.with(id);
  }

  /** The version in a row's values. */
  long version(@Nullable Object[] values) {
    for (OutputField shown : output.shown()) {
      if (shown.field().id() == SystemField.VERSION.id()) {
        return (Long) Objects.requireNonNull(values[shown.slot()], "version");
      }
    }
    throw new IllegalStateException(
        "no version among "
            + output.shown().stream().map(OutputField::field).map(Field::key).toList());
  }
}
