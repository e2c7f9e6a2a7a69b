package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Dashboards: reports on a grid. */
@ApplicationScoped
public final class DashboardKind implements DocumentKind {

  private static final int COLUMNS = 12;

  @Override
  public String id() {
    return "dashboard";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(DashboardKind.class, "dashboard");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    JsonNode roles = content.path("roles");
    for (int i = 0; i < roles.size(); i++) {
      candidate.hasDocument("role", roles.get(i).asText(), "/roles/" + i, problems);
    }
    JsonNode widgets = content.path("widgets");
    for (int i = 0; i < widgets.size(); i++) {
      String report = widgets.get(i).path("report").asText();
      candidate.hasDocument("report", report, "/widgets/" + i + "/report", problems);
    }
    checkWidths(widgets, problems);
    JsonNode filters = content.path("filters");
    for (int i = 0; i < filters.size(); i++) {
      String place = "/filters/" + i;
      String key = filters.get(i).path("entity").asText();
      Entity entity = candidate.entity(key, place + "/entity", problems);
      if (entity != null) {
        String field = filters.get(i).path("field").asText();
        candidate.hasField(entity, field, place + "/field", problems);
      }
    }
  }

  static void checkWidths(JsonNode widgets, ProblemSink problems) {
    for (int i = 0; i < widgets.size(); i++) {
      JsonNode widget = widgets.get(i);
      if (widget.path("x").asInt(0) + widget.path("width").asInt(1) > COLUMNS) {
        problems.add(
            Problem.at("/widgets/" + i + "/width", "dashboard.tooWide").with("limit", COLUMNS));
      }
    }
  }
}
