package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Row;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of rows, in the form that the language computes with. */
final class FieldReader {

  private FieldReader() {}

  static @Nullable Object value(Row row, Expression.Field field) {
    Row holder = holder(row, field.path());
    return holder == null ? null : canonical(holder.value(field.path().last()));
  }

  static List<? extends Row> rows(Row row, FieldPath path) {
    Row holder = holder(row, path);
    return holder == null ? List.of() : holder.rows(path.last());
  }

  private static @Nullable Row holder(Row row, FieldPath path) {
    Row holder = row;
    List<Integer> ids = path.fieldIds();
    for (int i = 0; i < ids.size() - 1 && holder != null; i++) {
      holder = holder.target(ids.get(i));
    }
    return holder;
  }

  private static @Nullable Object canonical(@Nullable Object stored) {
    if (stored instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (stored instanceof Integer number) {
      return BigDecimal.valueOf(number);
    }
    boolean isEmpty =
        (stored instanceof String text && text.isEmpty())
            || (stored instanceof List<?> list && list.isEmpty());
    return isEmpty ? null : stored;
  }
}
