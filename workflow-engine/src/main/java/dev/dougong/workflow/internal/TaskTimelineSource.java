package dev.dougong.workflow.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.timeline.TimelineAbout;
import dev.dougong.engine.timeline.TimelineRow;
import dev.dougong.engine.timeline.TimelineSource;
import java.util.List;

/** Tasks about a record that are the reader's; administrators see all. */
final class TaskTimelineSource implements TimelineSource {

  private static final List<String> STATUS = List.of("", "open", "done", "cancelled", "planned");

  @Override
  public List<Part> parts(TimelineAbout about) {
    Sql select =
        Sql.of("select coalesce(t.completed_at, t.created_at) as at, 't' || t.id as key,")
            .add(" t.completed_by as actor, jsonb_build_object('id', t.id, 'title', t.title,")
            .add(" 'status', t.status, 'due', t.due_at, 'comment', t.comment) as content from ")
            .add(TaskDeeds.schema(about.access()))
            .add(".user_task t where t.record = ")
            .bind(SqlType.UUID, about.record())
            .add(" and t.entity = ")
            .number(about.entity().id())
            .add(" and t.status <> 4");
    if (!TaskDeeds.isAdmin(about.access())) {
      select.add(" and ").add(TaskDeeds.mine(about.access()));
    }
    return List.of(new Part("task", select));
  }

  @Override
  public Writer writer(TimelineAbout about, List<TimelineRow> rows) {
    return (row, out) -> {
      out.writeStringField("id", row.content().path("id").asText());
      out.writeStringField("title", row.content().path("title").asText());
      out.writeStringField("status", STATUS.get(row.content().path("status").intValue()));
      out.writeStringField("comment", row.content().path("comment").asText(""));
    };
  }
}
