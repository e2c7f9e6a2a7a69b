package dev.dougong.engine.query.internal;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One key of an order; empty values come last in both directions.
 *
 * @param value the field, own or through references
 * @param isDescending whether large values come first
 * @param name column under which the page carries the value
 */
record SortTerm(Expression.Field value, boolean isDescending, SqlName name) {

  private static final Set<Integer> NEVER_EMPTY =
      Set.of(
          SystemField.ID.id(),
          SystemField.VERSION.id(),
          SystemField.CREATED_AT.id(),
          SystemField.UPDATED_AT.id());

  /** Kind of the values. */
  ValueKind kind() {
    return value.type().kind();
  }

  /** Whether a record may have no value; only the engine's own columns never are empty. */
  boolean mayBeEmpty() {
    return !(value.path().hops().isEmpty() && NEVER_EMPTY.contains(value.path().last()));
  }

  /** Type of a value in a statement. */
  SqlType type() {
    return SqlType.of(kind());
  }

  /** {@code value desc nulls last}. */
  Sql order(Sql operand) {
    Sql sql = new Sql().add(operand);
    return isDescending ? sql.add(" desc nulls last") : sql.add(" asc nulls last");
  }

  /** The same for values that are known to be there, so that an index gives the order. */
  Sql plainOrder(Sql operand) {
    Sql sql = new Sql().add(operand);
    return isDescending ? sql.add(" desc") : sql;
  }

  /** True where a value comes after the one of the cursor. */
  Sql isAfter(Sql operand, @Nullable Object cursor) {
    if (cursor == null) {
      return Sql.of("false");
    }
    return Sql.of("(").add(isBeyond(operand, cursor)).add(" or ").add(operand).add(" is null)");
  }

  /** True where a value that is there comes after the one of the cursor. */
  Sql isBeyond(Sql operand, Object cursor) {
    Sql sql = new Sql().add(operand);
    return (isDescending ? sql.add(" < ") : sql.add(" > ")).bind(type(), cursor);
  }

  /** True where a value equals the one of the cursor. */
  Sql isEqual(Sql operand, @Nullable Object cursor) {
    Sql sql = new Sql().add(operand);
    return cursor == null ? sql.add(" is null") : sql.add(" = ").bind(type(), cursor);
  }
}
