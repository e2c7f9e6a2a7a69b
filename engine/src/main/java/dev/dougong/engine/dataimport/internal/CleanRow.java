package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row whose cells have been read as values; references may still be texts. Not thread-safe. */
final class CleanRow {

  private final int number;
  private final Map<Field, @Nullable Object> values = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  CleanRow(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** By field, in the order of the columns; what is empty is not there, or null. */
  Map<Field, @Nullable Object> values() {
    return values;
  }

  /** The row says that the field has no value. */
  void empty(Field field) {
    values.put(field, null);
  }

  List<Problem> problems() {
    return problems;
  }

  boolean isWrong() {
    return !problems.isEmpty();
  }

  /** The values of some fields, or null where one is empty. */
  @Nullable List<Object> key(List<Field> fields) {
    List<Object> key = new ArrayList<>(fields.size());
    for (Field field : fields) {
      Object value = values.get(field);
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return key.isEmpty() ? null : key;
  }
}
