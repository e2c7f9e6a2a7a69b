package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.internal.RowLabels;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.TableRow;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as the API shows them. All values are noted first, so that the labels of what they
 * point at are read in one statement for each entity.
 */
final class ShownValues {

  private final EntityAccess rights;
  private final RowLabels.Wanted wanted;
  private RowLabels labels;

  ShownValues(Access access, Entity entity, Directory directory) {
    rights = access.entity(entity);
    wanted = new RowLabels.Wanted(access, directory);
    labels = RowLabels.NONE;
  }

  /** Takes notice of a value that will be written. */
  void note(Field field, @Nullable Object value) {
    if (value instanceof List<?> many) {
      for (Object one : many) {
        note(field, one);
      }
    } else if (value instanceof TableRow row) {
      for (Field inner : field.rowFields()) {
        note(inner, row.value(inner.id()));
      }
    } else if (value instanceof UUID id && !(field.target() instanceof ReferenceTarget.None)) {
      wanted.add(RowLabels.Wanted.target(field), Set.of(id));
    }
  }

  /** Reads the labels of all that was noted. */
  void look(Jdbc jdbc, SqlCompiler compiler) {
    labels = wanted.lookUp(jdbc, compiler);
  }

  /** Writes a value, or null. */
  void write(Field field, @Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (rights.isMasked(field)) {
      out.writeString(field.type().mask(value.toString()));
    } else if (value instanceof UUID id) {
      writeReference(field, id, out);
    } else if (value instanceof List<?> many && isReferences(field, many)) {
      out.writeStartArray();
      for (Object one : many) {
        write(field, one, out);
      }
      out.writeEndArray();
    } else if (value instanceof TableRow row) {
      out.writeStartObject();
      out.writeStringField("id", row.id().toString());
      for (Field inner : field.rowFields()) {
        out.writeFieldName(inner.key());
        write(inner, row.value(inner.id()), out);
      }
      out.writeEndObject();
    } else {
      field.type().write(value, field.definition(), out);
    }
  }

  private static boolean isReferences(Field field, List<?> many) {
    return !(field.target() instanceof ReferenceTarget.None)
        || many.stream().anyMatch(one -> one instanceof TableRow);
  }

  private void writeReference(Field field, UUID id, JsonGenerator out) throws IOException {
    if (field.target() instanceof ReferenceTarget.None) {
      out.writeString(id.toString());
      return;
    }
    out.writeStartObject();
    out.writeStringField("id", id.toString());
    String label = labels.label(id);
    if (label == null) {
      out.writeNullField("label");
    } else {
      out.writeStringField("label", label);
    }
    out.writeEndObject();
  }
}
