package dev.dougong.engine.personal.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.file.internal.FileChunks;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The copy of what is stored of a person: for programs, for people, and the files. */
final class PersonalCopy {

  private final Jdbc jdbc;
  private final StoredOfPerson stored;
  private final Access access;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> sealed = new HashMap<>();

  PersonalCopy(Jdbc jdbc, StoredOfPerson stored, Access access) {
    this.jdbc = jdbc;
    this.stored = stored;
    this.access = access;
    for (Entity entity : access.metadata().entities()) {
      for (Field field : entity.fields()) {
        names.put(field.column().text(), label(field));
        if (field.kind() == ValueKind.SEALED) {
          sealed.put(field.column().text(), field.id());
        }
        field.rowFields().forEach(inner -> names.put(inner.column().text(), label(inner)));
      }
    }
  }

  private String label(Field field) {
    return field.definition().label().in(access.locale(), field.key());
  }

  void write(Person person, OutputStream out) throws IOException {
    ObjectNode data = ValueJson.mapper().createObjectNode();
    data.put("at", ValueJson.text(access.evaluation().now()));
    CopyPage page = new CopyPage(access.locale());
    ArrayNode records = data.putArray("records");
    ArrayNode related = data.putArray("related");
    person.records().forEach((entity, ids) -> records(entity, ids, records, page));
    person.related().forEach((entity, ids) -> records(entity, ids, related, page));
    PersonalReach reach = person.reach(access.metadata());
    ObjectNode traces = data.putObject("traces");
    for (PersonalTrace trace : stored.traces()) {
      traces(trace, reach, traces, page);
    }
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    entry(
        zip,
        "data.json",
        ValueJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
    entry(zip, "index.html", page.end().getBytes(StandardCharsets.UTF_8));
    files(zip, traces.path("file"));
    zip.finish();
    zip.flush();
  }

  private void records(Entity entity, Set<UUID> ids, ArrayNode into, CopyPage page) {
    String called = entity.definition().label().in(access.locale(), entity.key());
    for (StoredOfPerson.Shown one : stored.shown(access, entity, ids)) {
      ObjectNode record = into.addObject();
      record.put("entity", entity.key()).put("id", one.id().toString());
      record.put("deleted", one.isDeleted());
      ObjectNode values = record.putObject("values");
      page.heading(called);
      one.values()
          .forEach(
              (field, text) -> {
                values.put(field.key(), text);
                page.line(label(field), text);
              });
    }
  }

  private void traces(PersonalTrace trace, PersonalReach reach, ObjectNode into, CopyPage page) {
    List<StoredOfPerson.Row> rows = stored.rows(trace, reach);
    if (rows.isEmpty()) {
      return;
    }
    ArrayNode all = into.putArray(trace.kind());
    page.heading(trace.label().in(access.locale(), trace.kind()));
    for (StoredOfPerson.Row row : rows) {
      JsonNode content = named(row.content());
      ObjectNode one = all.addObject();
      String at = row.at() == null ? "" : ValueJson.text(row.at());
      one.put("at", at);
      one.set("content", content);
      page.row(at, content);
    }
  }

  /** The same with the names of fields in the place of their ids. */
  private JsonNode named(JsonNode node) {
    if (node.isObject()) {
      ObjectNode result = ValueJson.mapper().createObjectNode();
      node.properties()
          .forEach(
              one ->
                  result.set(
                      names.getOrDefault(one.getKey(), one.getKey()),
                      named(opened(one.getKey(), one.getValue()))));
      return result;
    }
    if (node.isArray()) {
      ArrayNode result = ValueJson.mapper().createArrayNode();
      node.forEach(one -> result.add(named(one)));
      return result;
    }
    return node;
  }

  /** What is under seal for a field, or as a row of a file, in clear. */
  private JsonNode opened(String key, JsonNode node) {
    if (!node.isTextual() || !SealedText.isSealed(node.textValue())) {
      return node;
    }
    try {
      return TextNode.valueOf(
          access
              .metadata()
              .seals()
              .open(SealedText.read(node.textValue()), sealed.getOrDefault(key, 0)));
    } catch (IllegalStateException e) {
      return node; // of a field that is gone, or a text that only looks like one
    }
  }

  private record Stored(String hash, long size) {}

  private void files(ZipOutputStream zip, JsonNode files) throws IOException {
    SqlName schema = access.metadata().workspace().schema();
    for (JsonNode file : files) {
      JsonNode content = file.path("content");
      UUID id = UUID.fromString(content.path("id").asText());
      Stored of =
          jdbc.queryOne(
              Sql.of("select hash, size from ")
                  .add(schema, SqlName.of("file"))
                  .add(" where id = ")
                  .bind(SqlType.UUID, id),
              row -> new Stored(row.getString(1), row.getLong(2)));
      if (of != null) {
        // The id makes names differ, and a name from outside is no path.
        String name = content.path("name").asText().replaceAll("[/\\\\:]", "_");
        zip.putNextEntry(new ZipEntry("files/" + id + "-" + name));
        new FileChunks(jdbc).read(schema, of.hash(), of.size(), zip);
        zip.closeEntry();
      }
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
