package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.change.RemovedFields.Removed;
import dev.dougong.engine.storage.internal.Jdbc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes changes as people see them: the fields open to the reader, before and after. */
final class ChangeJson {

  private final Access access;
  private final Entity entity;
  private final ShownValues values;
  private final Map<Integer, Removed> removed;

  private ChangeJson(
      Access access, Entity entity, ShownValues values, Map<Integer, Removed> removed) {
    this.access = access;
    this.entity = entity;
    this.values = values;
    this.removed = removed;
  }

  /** For these entries; the labels of all that they point at are read at once. */
  static ChangeJson of(
      Access access,
      Entity entity,
      List<ChangeEntry> entries,
      Directory directory,
      Jdbc jdbc,
      SqlCompiler compiler) {
    ShownValues values = new ShownValues(access, entity, directory);
    for (ChangeEntry entry : entries) {
      for (Field field : fields(access, entity, entry)) {
        values.note(field, entry.before(field));
        values.note(field, entry.after(field));
      }
    }
    values.look(jdbc, compiler);
    return new ChangeJson(
        access, entity, values, new RemovedFields(jdbc).of(access, entity, entries));
  }

  /** The changed fields that are open to a reader. */
  static List<Field> fields(Access access, Entity entity, ChangeEntry entry) {
    List<Field> fields = new ArrayList<>();
    for (Integer id : entry.fieldIds()) {
      Field field = entity.findField(id);
      if (field != null && access.entity(entity).isShown(field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** Writes the members of an entry besides when and who. */
  void write(ChangeEntry entry, JsonGenerator out) throws IOException {
    out.writeNumberField("seq", entry.seq());
    out.writeStringField("op", entry.operation().key());
    out.writeStringField("why", entry.why());
    out.writeStringField("whyLabel", named(entry.why()));
    out.writeNumberField("version", entry.version());
    out.writeArrayFieldStart("fields");
    for (Field field : fields(access, entity, entry)) {
      out.writeStartObject();
      out.writeStringField("key", field.key());
      out.writeStringField("label", field.definition().label().in(access.locale(), field.key()));
      out.writeFieldName("before");
      values.write(field, entry.before(field), out);
      out.writeFieldName("after");
      values.write(field, entry.after(field), out);
      out.writeEndObject();
    }
    for (Integer id : entry.fieldIds()) {
      Removed field = removed.get(id);
      if (field != null) {
        write(entry, "f" + id, field, out);
      }
    }
    out.writeEndArray();
  }

  /**
   * The label of the document that a reason names, as {@code workflow:firstCall}; null for none.
   */
  private @Nullable String named(String why) {
    int colon = why.indexOf(':');
    ObjectNode document =
        colon < 0
            ? null
            : access.metadata().documents(why.substring(0, colon)).get(why.substring(colon + 1));
    if (document == null) {
      return null;
    }
    JsonNode label = document.path("label");
    String own = label.path(access.locale().getLanguage()).asText("");
    return own.isEmpty() ? label.path("zh").asText(why.substring(colon + 1)) : own;
  }

  /** Of a removed field only the stored values are known, not how its type showed them. */
  private void write(ChangeEntry entry, String name, Removed field, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("key", field.key());
    out.writeStringField("label", field.label().in(access.locale(), field.key()));
    out.writeBooleanField("removed", true);
    out.writeFieldName("before");
    writeStored(entry.before().get(name), out);
    out.writeFieldName("after");
    writeStored(entry.after().get(name), out);
    out.writeEndObject();
  }

  private static void writeStored(@Nullable JsonNode value, JsonGenerator out) throws IOException {
    out.writeRawValue(value == null ? "null" : value.toString());
  }
}
