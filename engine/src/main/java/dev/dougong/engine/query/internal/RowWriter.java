package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.TableRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the values of a row as the API shows a record. */
final class RowWriter {

  private final Directory directory;
  private final Locale locale;

  private final RowLabels rowLabels;

  RowWriter(Directory directory, Locale locale, RowLabels rowLabels) {
    this.directory = directory;
    this.locale = locale;
    this.rowLabels = rowLabels;
  }

  /** Writes {@code "key":value} for each shown field; empty values are null. */
  void write(OutputFields fields, @Nullable Object[] values, JsonGenerator out) throws IOException {
    for (OutputField output : fields.shown()) {
      Object value = values[output.slot()];
      out.writeFieldName(output.field().key());
      if (value == null) {
        out.writeNull();
      } else if (value instanceof Masked masked) {
        out.writeString(masked.text());
      } else {
        writeValue(output, value, values, out);
      }
    }
  }

  private void writeValue(
      OutputField output, Object value, @Nullable Object[] values, JsonGenerator out)
      throws IOException {
    switch (output.label()) {
      case NONE -> writePlain(output.field(), value, out);
      case RECORD -> {
        Object title = output.labelSlot() < 0 ? null : values[output.labelSlot()];
        writeReference((UUID) value, format(output.title(), title), out);
      }
      case RECORDS -> {
        Object titles = output.labelSlot() < 0 ? null : values[output.labelSlot()];
        writeReferences((List<?>) value, titles instanceof List<?> list ? list : null, out);
      }
      case USER -> writeReference((UUID) value, directory.userName((UUID) value), out);
      case USERS -> {
        out.writeStartArray();
        for (Object user : (List<?>) value) {
          writeReference((UUID) user, directory.userName((UUID) user), out);
        }
        out.writeEndArray();
      }
      case ORG_UNIT ->
          writeReference((UUID) value, directory.orgUnitName((UUID) value, locale), out);
    }
  }

  private @Nullable String format(@Nullable Field title, @Nullable Object value) {
    if (title == null || value == null) {
      return null;
    }
    return value instanceof Masked masked
        ? masked.text()
        : title.type().format(value, title.definition(), locale);
  }

  private void writePlain(Field field, Object value, JsonGenerator out) throws IOException {
    switch (field.kind()) {
      case TABLE -> writeRows(field, (List<?>) value, out);
      case REFERENCE -> out.writeString(value.toString());
      default -> field.type().write(value, field.definition(), out);
    }
  }

  private void writeRows(Field table, List<?> rows, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Object item : rows) {
      TableRow row = (TableRow) item;
      out.writeStartObject();
      out.writeStringField("id", row.id().toString());
      for (Field field : table.rowFields()) {
        Object value = row.value(field.id());
        out.writeFieldName(field.key());
        if (value == null) {
          out.writeNull();
        } else if (value instanceof UUID id) {
          writeReference(id, rowLabels.label(id), out);
        } else {
          writePlain(field, value, out);
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeReferences(List<?> ids, @Nullable List<?> titles, JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    for (int i = 0; i < ids.size(); i++) {
      Object title = titles == null || i >= titles.size() ? null : titles.get(i);
      writeReference((UUID) ids.get(i), title == null ? null : title.toString(), out);
    }
    out.writeEndArray();
  }

  private static void writeReference(UUID id, @Nullable String label, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("id", id.toString());
    if (label == null) {
      out.writeNullField("label");
    } else {
      out.writeStringField("label", label);
    }
    out.writeEndObject();
  }
}
