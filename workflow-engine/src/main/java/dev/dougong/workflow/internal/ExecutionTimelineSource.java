package dev.dougong.workflow.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.timeline.TimelineAbout;
import dev.dougong.engine.timeline.TimelineRow;
import dev.dougong.engine.timeline.TimelineSource;
import java.util.List;

/** Runs of workflows about a record, for administrators. */
final class ExecutionTimelineSource implements TimelineSource {

  private static final List<String> STATUS =
      List.of("", "running", "failed", "done", "cancelled", "stopped");

  @Override
  public List<Part> parts(TimelineAbout about) {
    if (!TaskDeeds.isAdmin(about.access())) {
      return List.of();
    }
    Sql select =
        Sql.of("select e.started_at as at, 'x' || e.id as key, e.started_by as actor,")
            .add(" jsonb_build_object('id', e.id, 'workflow', e.workflow, 'status', e.status)")
            .add(" as content from ")
            .add(TaskDeeds.schema(about.access()))
            .add(".execution e where e.record = ")
            .bind(SqlType.UUID, about.record())
            .add(" and e.entity = ")
            .number(about.entity().id());
    return List.of(new Part("execution", select));
  }

  @Override
  public Writer writer(TimelineAbout about, List<TimelineRow> rows) {
    return (row, out) -> {
      out.writeStringField("id", row.content().path("id").asText());
      String key = row.content().path("workflow").asText();
      out.writeStringField("workflow", key);
      var document = about.access().metadata().documents("workflow").get(key);
      if (document != null && document.has("label")) {
        out.writeFieldName("label");
        out.writeRawValue(document.path("label").toString());
      }
      out.writeStringField("status", STATUS.get(row.content().path("status").intValue()));
    };
  }
}
