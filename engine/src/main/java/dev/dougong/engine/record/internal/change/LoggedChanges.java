package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.RecordHistory.LogChoice;
import dev.dougong.engine.record.RecordHistory.LoggedChange;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of all records, for the audit log: one query for them, and one look at labels for each
 * entity.
 */
final class LoggedChanges {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;

  LoggedChanges(Jdbc jdbc, SqlCompiler compiler, Directory directory) {
    this.jdbc = jdbc;
    this.compiler = compiler;
    this.directory = directory;
  }

  private record Found(ChangeEntry entry, int entity, UUID record) {}

  List<LoggedChange> read(Access access, LogChoice choice, @Nullable Long before, int limit) {
    Sql sql =
        Sql.of("select " + ChangeEntry.COLUMNS + ", entity, record from ")
            .add(access.metadata().workspace().schema())
            .add(".change where seq < ")
            .bind(SqlType.BIGINT, before == null ? (Long) Long.MAX_VALUE : before)
            .add(conditions(access, choice))
            .add(" order by seq desc limit ")
            .number(limit);
    List<Found> found =
        jdbc.query(
            sql,
            row -> new Found(ChangeEntry.read(row), row.getInt(9), row.getObject(10, UUID.class)));
    Map<Integer, ChangeJson> writers = new HashMap<>();
    List<LoggedChange> changes = new ArrayList<>(found.size());
    for (Found one : found) {
      @Nullable Entity entity = access.metadata().findEntity(one.entity());
      if (entity != null && !writers.containsKey(one.entity())) {
        writers.put(one.entity(), writer(access, entity, of(found, one.entity())));
      }
      @Nullable ChangeJson writer = writers.get(one.entity());
      JsonNode json = writer == null ? bare(one.entry()) : json(writer, one.entry());
      changes.add(
          new LoggedChange(
              one.entry().seq(),
              one.entry().at(),
              one.entry().actor(),
              entity == null ? null : entity.key(),
              one.record(),
              json));
    }
    return changes;
  }

  private ChangeJson writer(Access access, Entity entity, List<ChangeEntry> entries) {
    return ChangeJson.of(access, entity, entries, directory, jdbc, compiler);
  }

  private static List<ChangeEntry> of(List<Found> found, int entity) {
    return found.stream().filter(one -> one.entity() == entity).map(Found::entry).toList();
  }

  private static JsonNode json(ChangeJson writer, ChangeEntry entry) {
    try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
      buffer.writeStartObject();
      writer.write(entry, buffer);
      buffer.writeEndObject();
      return JSON.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of an entity that is gone nobody knows the fields any more. */
  private static ObjectNode bare(ChangeEntry entry) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("seq", entry.seq())
            .put("op", entry.operation().key())
            .put("why", entry.why())
            .putNull("whyLabel")
            .put("version", entry.version());
    json.putArray("fields");
    return json;
  }

  private static Sql conditions(Access access, LogChoice choice) {
    Sql sql = new Sql();
    if (choice.actor() != null) {
      sql.add(" and actor = ").bind(SqlType.UUID, choice.actor());
    }
    if (choice.entity() != null) {
      sql.add(" and entity = ").number(access.metadata().entity(choice.entity()).id());
    }
    if (choice.record() != null) {
      sql.add(" and record = ").bind(SqlType.UUID, choice.record());
    }
    if (choice.since() != null) {
      sql.add(" and at >= ").bind(SqlType.TIMESTAMPTZ, choice.since());
    }
    if (choice.until() != null) {
      sql.add(" and at < ").bind(SqlType.TIMESTAMPTZ, choice.until());
    }
    if (choice.words() != null) {
      sql.add(" and strpos(lower(coalesce(before::text, '') || coalesce(after::text, '')), ")
          .bind(SqlType.TEXT, choice.words().toLowerCase(Locale.ROOT))
          .add(") > 0");
    }
    return sql;
  }
}
