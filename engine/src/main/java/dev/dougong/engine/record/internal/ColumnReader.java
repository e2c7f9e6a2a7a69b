package dev.dougong.engine.record.internal;

import com.fasterxml.jackson.core.JsonParser;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads canonical values from the columns of an answer. */
public final class ColumnReader {

  private ColumnReader() {}

  /** The value of a field in a column that {@link StoredField#value} or a virtual field gave. */
  public static @Nullable Object read(ResultSet row, int column, Field field) throws SQLException {
    return switch (field.kind()) {
      case TABLE, JSON -> json(row.getString(column), field);
      default -> read(row, column, field.kind());
    };
  }

  /** The value of a kind in a column of its type; TABLE is not read without its field. */
  public static @Nullable Object read(ResultSet row, int column, ValueKind kind)
      throws SQLException {
    switch (kind) {
      case TEXT:
        return row.getString(column);
      case SEALED:
        String sealed = row.getString(column);
        return sealed == null ? null : SealedText.read(sealed);
      case INTEGER:
        long whole = row.getLong(column);
        return row.wasNull() ? null : (Object) whole;
      case DECIMAL:
        return row.getBigDecimal(column);
      case BOOLEAN:
        boolean truth = row.getBoolean(column);
        return row.wasNull() ? null : (Object) truth;
      case DATE:
        return row.getObject(column, LocalDate.class);
      case TIME:
        return row.getObject(column, LocalTime.class);
      case DATE_TIME:
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
      case DURATION:
        long seconds = row.getLong(column);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
      case REFERENCE:
        return row.getObject(column, UUID.class);
      case TEXT_LIST:
      case REFERENCE_LIST:
        return list(row.getArray(column));
      case JSON:
        String text = row.getString(column);
        return text == null ? null : parse(text, kind, id -> null);
      case TABLE:
        break;
    }
    throw new IllegalArgumentException("kind: " + kind + " is read with its field only");
  }

  /** Kinds of the fields of a table's rows, by id. */
  public static IntFunction<@Nullable ValueKind> rowKinds(Field field) {
    Map<Integer, ValueKind> kinds = new HashMap<>();
    for (Field inner : field.rowFields()) {
      kinds.put(inner.id(), inner.kind());
    }
    return kinds::get;
  }

  private static @Nullable Object json(@Nullable String text, Field field) {
    return text == null ? null : parse(text, field.kind(), rowKinds(field));
  }

  private static @Nullable Object parse(
      String text, ValueKind kind, IntFunction<@Nullable ValueKind> rowKinds) {
    try (JsonParser parser = ValueJson.stored(text)) {
      parser.nextToken();
      return ValueJson.read(parser, kind, rowKinds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object list(@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    Object[] items = (Object[]) array.getArray();
    List<Object> result = new ArrayList<>(items.length);
    for (Object item : items) {
      if (item != null) {
        result.add(item);
      }
    }
    return result.isEmpty() ? null : result;
  }
}
