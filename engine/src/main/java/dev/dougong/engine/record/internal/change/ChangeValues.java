package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/** Values by field id as one JSON object, {@code {"f12":…}}: in documents and in changes. */
public final class ChangeValues {

  private ChangeValues() {}

  /** One value as JSON. */
  public static String text(Object value) {
    StringWriter text = new StringWriter(64);
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      ValueJson.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The values of these fields; those without a value are left out. */
  public static String text(Map<Integer, Object> values, Collection<Integer> fieldIds) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      write(values, fieldIds, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the same object into a stream. */
  public static void write(
      Map<Integer, Object> values, Collection<Integer> fieldIds, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (Integer id : fieldIds) {
      Object value = values.get(id);
      if (value != null) {
        out.writeFieldName("f" + id);
        ValueJson.write(value, out);
      }
    }
    out.writeEndObject();
  }
}
