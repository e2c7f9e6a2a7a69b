package dev.dougong.engine.reveal.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.reveal.MaskedLookups;
import dev.dougong.engine.reveal.Reveals;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Reveals} in the table {@code reveal}. */
public final class JdbcReveals implements Reveals {

  private static final SqlName R = SqlName.of("r");
  private static final SqlName REVEAL = SqlName.of("reveal");

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final SqlCompiler compiler;
  private final MaskedLookups budget;
  private final IdSource ids;

  /** Over the records; the budget counts what is uncovered. */
  public JdbcReveals(
      Jdbc jdbc,
      Transactions transactions,
      SqlCompiler compiler,
      MaskedLookups budget,
      IdSource ids) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.compiler = compiler;
    this.budget = budget;
    this.ids = ids;
  }

  @Override
  public Revealed reveal(Access access, String key, UUID record, String fieldKey) {
    Entity entity = open(access, key);
    EntityAccess rights = access.entity(entity);
    Field field = entity.field(fieldKey);
    if (field == null || !rights.isShown(field)) {
      throw new InputException(
          Problem.at("/field", "query.unknownField").with("field", fieldKey).near(List.of()));
    }
    if (!rights.isMasked(field)) {
      throw new InputException(
          Problem.at("/field", "reveal.notMasked").with("label", field.definition().label()));
    }
    budget.count(access);
    return transactions.required(
        () -> {
          List<Revealed> found =
              jdbc.query(value(access, entity, field, record), row -> revealed(access, field, row));
          if (found.isEmpty()) {
            throw new AccessException(Problem.of("notFound"));
          }
          note(access, entity, field, record);
          return found.get(0);
        });
  }

  private static Revealed revealed(Access access, Field field, ResultSet row) throws SQLException {
    @Nullable Object[] slots = new @Nullable Object[1];
    new StoredColumns(List.of(field)).read(row, 1, slots);
    Object value = slots[0];
    return value == null
        ? new Revealed(null, "")
        : new Revealed(
            value.toString(),
            field
                .type()
                .format(value, field.definition(), access.locale(), access.evaluation().zone()));
  }

  /** The entity, where the reader may uncover anything of it. */
  private static Entity open(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (!access.entity(entity).mayReveal()) {
      throw new AccessException(
          Problem.of("reveal.forbidden").with("label", entity.definition().label()));
    }
    return entity;
  }

  private Sql value(Access access, Entity entity, Field field, UUID record) {
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R);
    Sql sql =
        Sql.of("select ")
            .join(", ", new StoredColumns(List.of(field)).select(R))
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = ")
            .bind(SqlType.UUID, record)
            .add(" and r.deleted_at is null");
    Sql rule = scope.condition(access.entity(entity).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    return sql;
  }

  private void note(Access access, Entity entity, Field field, UUID record) {
    jdbc.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema(), REVEAL)
            .add(" (id, at, user_id, entity, record, field) values (")
            .bind(SqlType.UUID, ids.next())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(", ")
            .bind(SqlType.UUID, access.userId())
            .add(", ")
            .number(entity.id())
            .add(", ")
            .bind(SqlType.UUID, record)
            .add(", ")
            .number(field.id())
            .add(")"));
  }

  @Override
  public List<Noted> of(Access access, String key, UUID record, int limit) {
    Entity entity = open(access, key);
    Field id = Objects.requireNonNull(entity.field("id"));
    if (jdbc.query(value(access, entity, id, record), row -> true).isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return jdbc.query(
        Sql.of("select at, user_id, record, field from ")
            .add(access.metadata().workspace().schema(), REVEAL)
            .add(" where entity = ")
            .number(entity.id())
            .add(" and record = ")
            .bind(SqlType.UUID, record)
            .add(" order by at desc, id desc limit ")
            .number(limit),
        row -> {
          Field field = entity.findField(row.getInt(4));
          return new Noted(
              row.getObject(1, OffsetDateTime.class).toInstant(),
              Objects.requireNonNull(Jdbc.uuid(row, 2)),
              Objects.requireNonNull(Jdbc.uuid(row, 3)),
              field == null ? Integer.toString(row.getInt(4)) : field.key());
        });
  }
}
