package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Canonical values: their kind after a computation, and whether two are the same. */
public final class Values {

  private static final BigDecimal MAX_INTEGER = BigDecimal.TEN.pow(18);

  private Values() {}

  /** What an expression gave, in the canonical form of a field of the kind. */
  public static @Nullable Object ofKind(ValueKind kind, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      if (kind != ValueKind.INTEGER) {
        return ValueJson.canonical(number);
      }
      BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
      return whole.abs().compareTo(MAX_INTEGER) < 0 ? (Object) whole.longValueExact() : null;
    }
    if (value instanceof String text && text.isEmpty()) {
      return null;
    }
    if (value instanceof List<?> many && many.isEmpty()) {
      return null;
    }
    return value;
  }

  /** Puts what an expression gave for a field into a row; null takes the value away. */
  public static void put(Map<Integer, Object> row, FieldPlan field, @Nullable Object computed) {
    Object value = ofKind(field.field().kind(), computed);
    if (value == null) {
      row.remove(field.field().id());
    } else {
      row.put(field.field().id(), value);
    }
  }

  /** Whether two values of a kind are equal; numbers by amount. */
  public static boolean isSame(@Nullable Object a, @Nullable Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return isSameList(x, y);
    }
    if (a instanceof TableRow x && b instanceof TableRow y) {
      return x.id().equals(y.id()) && isSameRow(x.values(), y.values());
    }
    return Objects.equals(a, b);
  }

  private static boolean isSameList(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!isSame(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameRow(Map<Integer, Object> a, Map<Integer, Object> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<Integer, Object> entry : a.entrySet()) {
      if (!isSame(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
