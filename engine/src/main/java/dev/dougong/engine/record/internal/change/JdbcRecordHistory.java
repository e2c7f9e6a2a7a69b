package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordHistory;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link RecordHistory} out of the change log. */
public final class JdbcRecordHistory implements RecordHistory {

  private static final SqlName R = SqlName.of("r");
  private static final int MAX = 200;

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;

  /** Over a database. */
  public JdbcRecordHistory(Jdbc jdbc, SqlCompiler compiler, Directory directory) {
    this.jdbc = jdbc;
    this.compiler = compiler;
    this.directory = directory;
  }

  @Override
  public void changes(
      Access access, String entity, UUID id, @Nullable String after, int limit, JsonGenerator out)
      throws IOException {
    if (limit < 1 || limit > MAX) {
      throw new InputException(
          Problem.at("/limit", "query.limitOutOfRange").with("limit", limit).with("max", MAX));
    }
    Entity of = readable(access, entity);
    current(access, of, id);
    List<ChangeEntry> page = page(access, of, id, after, limit + 1);
    List<ChangeEntry> shown = page.subList(0, Math.min(limit, page.size()));
    ChangeJson json = ChangeJson.of(access, of, shown, directory, jdbc, compiler);
    out.writeStartObject();
    out.writeArrayFieldStart("items");
    for (ChangeEntry entry : shown) {
      out.writeStartObject();
      out.writeStringField("at", ValueJson.text(entry.at()));
      out.writeFieldName("by");
      writeUser(entry.actor(), out);
      json.write(entry, out);
      out.writeEndObject();
    }
    out.writeEndArray();
    if (page.size() > limit) {
      out.writeStringField("next", Long.toString(shown.get(limit - 1).seq()));
    } else {
      out.writeNullField("next");
    }
    out.writeEndObject();
  }

  @Override
  public List<LoggedChange> log(Access access, LogChoice choice, @Nullable Long before, int limit) {
    return new LoggedChanges(jdbc, compiler, directory).read(access, choice, before, limit);
  }

  /** Changes of which something is open to the reader. */
  private List<ChangeEntry> page(
      Access access, Entity entity, UUID id, @Nullable String after, int wanted) {
    List<ChangeEntry> result = new ArrayList<>();
    long below = cursor(after);
    while (true) {
      List<ChangeEntry> some =
          read(
              access,
              Sql.of(" and seq < ")
                  .bind(SqlType.BIGINT, below)
                  .add(" order by seq desc limit ")
                  .number(wanted),
              id);
      for (ChangeEntry entry : some) {
        below = entry.seq();
        if (isOpen(access, entity, entry)) {
          result.add(entry);
          if (result.size() == wanted) {
            return result;
          }
        }
      }
      if (some.size() < wanted) {
        return result;
      }
    }
  }

  private static long cursor(@Nullable String after) {
    if (after == null || after.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
    return Long.parseLong(after);
  }

  private static boolean isOpen(Access access, Entity entity, ChangeEntry entry) {
    return switch (entry.operation()) {
      case CREATED, DELETED, RESTORED -> true;
      case UPDATED, DERIVED ->
          !ChangeJson.fields(access, entity, entry).isEmpty()
              || RemovedFields.areOpenTo(access)
                  && entry.fieldIds().stream().anyMatch(id -> entity.findField(id) == null);
    };
  }

  private List<ChangeEntry> read(Access access, Sql condition, UUID id) {
    return jdbc.query(
        Sql.of("select " + ChangeEntry.COLUMNS + " from ")
            .add(access.metadata().workspace().schema())
            .add(".change where record = ")
            .bind(SqlType.UUID, id)
            .add(condition),
        ChangeEntry::read);
  }

  @Override
  public void spans(Access access, String entity, UUID id, String key, JsonGenerator out)
      throws IOException {
    Entity of = readable(access, entity);
    current(access, of, id);
    Field field = of.field(key);
    if (field == null || access.field(of, field) == FieldAccess.HIDDEN) {
      throw new InputException(
          Problem.at("/field", "query.unknownField")
              .with("value", key)
              .near(NearNames.near(key, new ReaderScope(access, of).keys())));
    }
    FieldSpans spans = FieldSpans.of(field, read(access, Sql.of(" order by seq"), id));
    ShownValues values = new ShownValues(access, of, directory);
    spans.note(values);
    values.look(jdbc, compiler);
    spans.write(values, this::writeUser, out);
  }

  private void writeUser(@Nullable UUID user, JsonGenerator out) throws IOException {
    if (user == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("id", user.toString());
    String name = directory.userName(user);
    if (name == null) {
      out.writeNullField("label");
    } else {
      out.writeStringField("label", name);
    }
    out.writeEndObject();
  }

  @Override
  public void asOf(Access access, String entity, UUID id, Instant at, JsonGenerator out)
      throws IOException {
    Entity of = readable(access, entity);
    Map<Integer, Object> values = current(access, of, id);
    List<ChangeEntry> entries = read(access, Sql.of(" order by seq desc"), id);
    int last = 0;
    while (last < entries.size() && entries.get(last).at().isAfter(at)) {
      last++;
    }
    if (last == entries.size() || entries.get(last).operation() == ChangeOperation.DELETED) {
      throw new AccessException(Problem.of("notFound"));
    }
    for (ChangeEntry entry : entries.subList(0, last)) {
      undo(of, entry, values);
    }
    ChangeEntry then = lastWrite(entries.subList(last, entries.size()));
    values.put(SystemField.VERSION.id(), then.version());
    values.put(SystemField.UPDATED_AT.id(), then.at());
    put(values, SystemField.UPDATED_BY.id(), then.actor());
    write(access, of, values, out);
  }

  private static ChangeEntry lastWrite(List<ChangeEntry> newestFirst) {
    for (ChangeEntry entry : newestFirst) {
      if (entry.operation() != ChangeOperation.DERIVED) {
        return entry;
      }
    }
    return newestFirst.get(0);
  }

  private static void undo(Entity entity, ChangeEntry entry, Map<Integer, Object> values) {
    for (Integer id : entry.fieldIds()) {
      Field field = entity.findField(id);
      if (field != null) {
        put(values, id, entry.before(field));
      }
    }
  }

  private static void put(Map<Integer, Object> values, int id, @Nullable Object value) {
    if (value == null) {
      values.remove(id);
    } else {
      values.put(id, value);
    }
  }

  private void write(Access access, Entity entity, Map<Integer, Object> values, JsonGenerator out)
      throws IOException {
    List<Field> shown = new ArrayList<>();
    ShownValues writer = new ShownValues(access, entity, directory);
    for (Field field : entity.allFields()) {
      if (field.placement() != Placement.VIRTUAL && access.entity(entity).isShown(field)) {
        shown.add(field);
        writer.note(field, field.id() == SystemField.ID.id() ? null : values.get(field.id()));
      }
    }
    writer.look(jdbc, compiler);
    out.writeStartObject();
    for (Field field : shown) {
      out.writeFieldName(field.key());
      Object value = values.get(field.id());
      if (field.id() == SystemField.ID.id()) {
        out.writeString(Objects.requireNonNull(value).toString());
      } else {
        writer.write(field, value, out);
      }
    }
    out.writeEndObject();
  }

  private static Entity readable(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  /** The record as it is, deleted or not, if the reader may see it. */
  private Map<Integer, Object> current(Access access, Entity entity, UUID id) {
    EntityAccess rights = access.entity(entity);
    List<Field> stored = new ArrayList<>();
    for (Field field : entity.allFields()) {
      if (field.placement() != Placement.VIRTUAL) {
        stored.add(field);
      }
    }
    StoredColumns columns = new StoredColumns(stored);
    Sql sql =
        Sql.of("select ")
            .join(", ", columns.select(R))
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = ")
            .bind(SqlType.UUID, id);
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .condition(rights.read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    Map<Integer, Object> values =
        jdbc.queryOne(
            sql,
            row -> {
              @Nullable Object[] slots = new @Nullable Object[columns.slots()];
              columns.read(row, 1, slots);
              Map<Integer, Object> read = new HashMap<>();
              for (int i = 0; i < slots.length; i++) {
                put(read, stored.get(i).id(), slots[i]);
              }
              return read;
            });
    if (values == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return values;
  }
}
