package dev.dougong.engine.comment.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.timeline.TimelineAbout;
import dev.dougong.engine.timeline.TimelineRow;
import dev.dougong.engine.timeline.TimelineSource;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Comments in the timeline of their record. */
public final class CommentTimelineSource implements TimelineSource {

  private static final String KIND = "comment";

  private final Directory directory;

  /** With the names of people. */
  public CommentTimelineSource(Directory directory) {
    this.directory = directory;
  }

  @Override
  public List<Part> parts(TimelineAbout about) {
    Sql select =
        Sql.of("select c.created_at as at, 'm' || c.id as key, c.author as actor,")
            .add(" jsonb_build_object('id', c.id, 'text', c.body, 'version', c.version,")
            .add(" 'edited', c.edited_at is not null, 'mentions', to_jsonb(c.mentions),")
            .add(" 'own', c.author = ")
            .bind(SqlType.UUID, about.access().userId())
            .add(") as content from ")
            .add(about.access().metadata().workspace().schema())
            .add(".record_comment c where c.entity = ")
            .number(about.entity().id())
            .add(" and c.record = ")
            .bind(SqlType.UUID, about.record());
    return List.of(new Part(KIND, select));
  }

  @Override
  public Writer writer(TimelineAbout about, List<TimelineRow> rows) {
    return this::write;
  }

  private void write(TimelineRow row, JsonGenerator out) throws IOException {
    JsonNode content = row.content();
    out.writeStringField("id", content.path("id").asText());
    out.writeStringField("text", content.path("text").asText());
    out.writeNumberField("version", content.path("version").longValue());
    out.writeBooleanField("edited", content.path("edited").booleanValue());
    out.writeBooleanField("own", content.path("own").booleanValue());
    out.writeArrayFieldStart("mentions");
    for (JsonNode person : content.path("mentions")) {
      String name = directory.userName(UUID.fromString(person.asText()));
      out.writeStartObject();
      out.writeStringField("id", person.asText());
      out.writeStringField("label", Objects.requireNonNullElse(name, ""));
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
