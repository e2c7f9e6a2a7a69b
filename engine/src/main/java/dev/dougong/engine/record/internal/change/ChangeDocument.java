package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads the values that a change keeps, {@code {"f12":…}}. */
public final class ChangeDocument {

  private ChangeDocument() {}

  /** The document of a change; empty where it keeps none. */
  public static JsonNode json(@Nullable String text) {
    try {
      return ValueJson.mapper().readTree(text == null ? "{}" : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The field id of a key. */
  public static int fieldId(String key) {
    return Integer.parseInt(key, 1, key.length(), 10);
  }

  /** The value of a field; null for no value. */
  public static @Nullable Object value(Field field, @Nullable JsonNode json) {
    return json == null ? null : ValueJson.read(json, field.kind(), ColumnReader.rowKinds(field));
  }
}
