package dev.dougong.engine.record.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.sql.SealedSql;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looking for records by the values of some fields, many at once. */
public final class KeySql {

  private KeySql() {}

  /**
   * That the fields of the row at the alias hold one of some combinations of values.
   *
   * @param wanted at least one, each with a value for each field
   */
  public static Sql isOneOf(SqlName alias, List<Field> fields, List<List<Object>> wanted) {
    SqlType array = fields.size() == 1 ? arrayOf(fields.get(0).kind()) : null;
    if (array != null) {
      List<Object> values = new ArrayList<>();
      for (List<Object> one : wanted) {
        values.add(compared(one.get(0)));
      }
      return new Sql()
          .add(compared(alias, fields.get(0)))
          .add(" = any(")
          .bind(array, values)
          .add(")");
    }
    List<Sql> either = new ArrayList<>();
    for (List<Object> one : wanted) {
      List<Sql> all = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        all.add(
            new Sql()
                .add(compared(alias, field))
                .add(" = ")
                .bind(SqlType.of(field.kind()), compared(Objects.requireNonNull(one.get(i)))));
      }
      either.add(new Sql().join(" and ", all));
    }
    return Sql.of("(").join(" or ", either).add(")");
  }

  /** What is compared: of a text under seal what stands in front. */
  private static Sql compared(SqlName alias, Field field) {
    Sql value = StoredField.value(alias, field);
    return field.kind() == ValueKind.SEALED ? SealedSql.front(value) : value;
  }

  private static Object compared(Object value) {
    return value instanceof SealedText sealed ? sealed.front() : value;
  }

  private static @Nullable SqlType arrayOf(ValueKind kind) {
    return switch (kind) {
      case TEXT, SEALED -> SqlType.TEXT_ARRAY;
      case INTEGER -> SqlType.BIGINT_ARRAY;
      case REFERENCE -> SqlType.UUID_ARRAY;
      case DECIMAL,
          BOOLEAN,
          DATE,
          TIME,
          DATE_TIME,
          DURATION,
          TEXT_LIST,
          REFERENCE_LIST,
          TABLE,
          JSON ->
          null;
    };
  }
}
