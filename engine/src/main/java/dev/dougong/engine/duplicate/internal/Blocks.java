package dev.dougong.engine.duplicate.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Records whose equal values are the same, in the order of these values: one statement, read in
 * pieces as long as somebody wants more. It needs a transaction, else all would be read at once.
 */
final class Blocks {

  /** Records of one block that are compared one by one; more share a value that says nothing. */
  static final int MOST = 500;

  private static final SqlName R = SqlName.of("r");
  private static final int PIECE = 500;

  private final Jdbc jdbc;
  private final SqlCompiler compiler;

  Blocks(Jdbc jdbc, SqlCompiler compiler) {
    this.jdbc = jdbc;
    this.compiler = compiler;
  }

  /**
   * A block.
   *
   * @param values equal ones, in the order of the rule's fields
   * @param count how many records it has
   * @param ids at most {@link #MOST}, in their order
   * @param texts for each similar field those of the same records; empty text for none
   */
  record Block(List<Object> values, int count, List<UUID> ids, List<List<String>> texts) {}

  /** Gives block by block until one is not wanted any more; tells whether all were given. */
  boolean read(
      Access access, Entity entity, RulePlan rule, List<Object> after, Predicate<Block> sink) {
    Sql sql = select(access, entity, rule, after);
    return jdbc.withConnection(
        connection -> {
          try (PreparedStatement statement = Jdbc.prepare(connection, sql)) {
            statement.setFetchSize(PIECE);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                if (!sink.test(block(rows, rule))) {
                  return false;
                }
              }
              return true;
            }
          }
        });
  }

  private static Block block(ResultSet row, RulePlan rule) throws SQLException {
    List<Object> values = new ArrayList<>();
    int column = 1;
    for (Field field : rule.equal()) {
      values.add(Objects.requireNonNull(ColumnReader.read(row, column++, field), "value"));
    }
    int count = row.getInt(column++);
    List<UUID> ids = new ArrayList<>();
    for (Object id : items(row.getArray(column++))) {
      ids.add((UUID) id);
    }
    List<List<String>> texts = new ArrayList<>();
    for (int i = 0; i < rule.similar().size(); i++) {
      texts.add(Arrays.stream(items(row.getArray(column++))).map(String.class::cast).toList());
    }
    return new Block(values, count, ids, texts);
  }

  private static Object[] items(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }

  private Sql select(Access access, Entity entity, RulePlan rule, List<Object> after) {
    List<Sql> keys = new ArrayList<>();
    for (Field field : rule.equal()) {
      keys.add(StoredField.value(R, field));
    }
    Sql sql =
        Sql.of("select ")
            .join(", ", keys)
            .add(", count(*)::int, (array_agg(r.id order by r.id))[1:")
            .number(MOST)
            .add("]");
    for (Field field : rule.similar()) {
      sql.add(", (array_agg(coalesce(")
          .add(StoredField.value(R, field))
          .add(", '') order by r.id))[1:")
          .number(MOST)
          .add("]");
    }
    sql.add(" from ")
        .add(StoredField.from(access.metadata(), entity, R))
        .add(" where r.deleted_at is null");
    for (Sql key : keys) {
      sql.add(" and ").add(key).add(" is not null");
    }
    Sql readable =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .condition(access.entity(entity).read());
    if (readable != null) {
      sql.add(" and ").add(readable);
    }
    if (!after.isEmpty()) {
      List<Sql> values = new ArrayList<>();
      for (int i = 0; i < after.size(); i++) {
        values.add(new Sql().bind(SqlType.of(rule.equal().get(i).kind()), after.get(i)));
      }
      sql.add(" and (").join(", ", keys).add(") > (").join(", ", values).add(")");
    }
    return sql.add(" group by ")
        .join(", ", keys)
        .add(" having count(*) > 1 order by ")
        .join(", ", keys);
  }
}
