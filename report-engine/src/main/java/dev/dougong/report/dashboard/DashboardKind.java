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
    JsonNode widgets = content.path("widgets");
    for (int i = 0; i < widgets.size(); i++) {
      JsonNode widget = widgets.get(i);
      String place = "/widgets/" + i;
      candidate.hasDocument("report", widget.path("report").asText(), place + "/report", problems);
      if (widget.path("x").asInt(0) + widget.path("width").asInt(1) > COLUMNS) {
        problems.add(Problem.at(place + "/width", "dashboard.tooWide").with("limit", COLUMNS));
      }
    }
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
}
