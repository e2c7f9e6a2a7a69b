package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/**
 * Some values of a record as one JSON object, {@code {"f12":…}}: the document of a record, or a
 * side of a change. Written when it is sent.
 *
 * @param values by field id
 * @param fieldIds the fields; those without a value are left out
 */
public record StoredDocument(Map<Integer, Object> values, Collection<Integer> fieldIds) {

  /** Names of fields that were written before; two threads may make the same one. */
  private static final String[] NAMES = new String[4_096];

  /** As text. */
  public String text() {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Into a stream. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Integer id : fieldIds) {
      Object value = values.get(id);
      if (value != null) {
        out.writeFieldName(name(id));
        ValueJson.write(value, out);
      }
    }
    out.writeEndObject();
  }

  private static String name(int id) {
    if (id >= NAMES.length) {
      return "f" + id;
    }
    String name = NAMES[id];
    if (name == null) {
      name = "f" + id;
      NAMES[id] = name;
    }
    return name;
  }

  /** One value alone, as text. */
  public static String text(Object value) {
    StringWriter text = new StringWriter(64);
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      ValueJson.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
