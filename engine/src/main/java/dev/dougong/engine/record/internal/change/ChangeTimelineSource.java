package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.timeline.TimelineAbout;
import dev.dougong.engine.timeline.TimelineRow;
import dev.dougong.engine.timeline.TimelineSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The record's own changes by people and workflows; what was only computed anew stays in the
 * history.
 */
public final class ChangeTimelineSource implements TimelineSource {

  private static final String KIND = "change";

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;

  /** Over the change log. */
  public ChangeTimelineSource(DataSource source, SqlCompiler compiler, Directory directory) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.directory = directory;
  }

  @Override
  public List<Part> parts(TimelineAbout about) {
    Access access = about.access();
    List<String> open = new ArrayList<>();
    for (Field field : about.entity().allFields()) {
      if (access.entity(about.entity()).isShown(field)) {
        open.add("f" + field.id());
      }
    }
    Sql select =
        Sql.of("select c.at, 'c' || lpad(c.seq::text, 19, '0') as key, c.actor,")
            .add(" jsonb_build_object('seq', c.seq, 'why', c.why, 'version', c.version,")
            .add(" 'op', c.op, 'before', c.before, 'after', c.after) as content from ")
            .add(access.metadata().workspace().schema())
            .add(".change c where c.record = ")
            .bind(SqlType.UUID, about.record())
            .add(" and c.entity = ")
            .number(about.entity().id())
            .add(" and (c.op in (1, 3, 4) or c.op = 2 and jsonb_exists_any(")
            .add("coalesce(c.before, '{}') || coalesce(c.after, '{}'), ")
            .bind(SqlType.TEXT_ARRAY, open)
            .add("))");
    return List.of(new Part(KIND, select));
  }

  @Override
  public Writer writer(TimelineAbout about, List<TimelineRow> rows) {
    Map<String, ChangeEntry> entries = new HashMap<>();
    for (TimelineRow row : rows) {
      entries.put(row.key(), entry(row));
    }
    ChangeJson json =
        ChangeJson.of(
            about.access(),
            about.entity(),
            List.copyOf(entries.values()),
            directory,
            jdbc,
            compiler);
    return (row, out) -> json.write(Objects.requireNonNull(entries.get(row.key())), out);
  }

  private static ChangeEntry entry(TimelineRow row) {
    JsonNode content = row.content();
    return new ChangeEntry(
        content.path("seq").longValue(),
        row.at(),
        row.actor(),
        content.path("why").asText(),
        content.path("version").longValue(),
        ChangeOperation.of(content.path("op").intValue()),
        document(content.path("before")),
        document(content.path("after")));
  }

  private static JsonNode document(JsonNode kept) {
    return kept.isObject() ? kept : ChangeDocument.json(null);
  }
}
