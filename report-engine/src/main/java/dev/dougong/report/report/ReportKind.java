package dev.dougong.report.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reports: values over groups of records. */
@ApplicationScoped
public final class ReportKind implements DocumentKind {

  @Override
  public String id() {
    return "report";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(ReportKind.class, "report");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    checkSort(content, problems);
    if (entity == null) {
      return;
    }
    JsonNode dimensions = content.path("dimensions");
    for (int i = 0; i < dimensions.size(); i++) {
      String field = dimensions.get(i).path("field").asText();
      String place = "/dimensions/" + i + "/field";
      candidate.expression(field, entity.scope(), null, place, problems);
    }
    checkMeasures(content.path("measures"), entity, candidate, problems);
    if (content.path("filter").isTextual()) {
      String filter = content.path("filter").asText();
      candidate.expression(filter, entity.scope(), ValueType.BOOLEAN, "/filter", problems);
    }
    JsonNode drill = content.path("drill");
    for (int i = 0; i < drill.size(); i++) {
      candidate.expression(drill.get(i).asText(), entity.scope(), null, "/drill/" + i, problems);
    }
  }

  private static void checkMeasures(
      JsonNode measures, Entity entity, Candidate candidate, ProblemSink problems) {
    for (int i = 0; i < measures.size(); i++) {
      JsonNode measure = measures.get(i);
      String place = "/measures/" + i;
      if (measure.path("expression").isTextual()) {
        candidate.expression(
            measure.path("expression").asText(),
            entity.scope(),
            null,
            place + "/expression",
            problems);
      } else if (!measure.path("aggregate").asText().equals("count")) {
        problems.add(
            Problem.at(place + "/expression", "metadata.missingProperty")
                .with("value", "expression"));
      }
    }
  }

  private static void checkSort(JsonNode content, ProblemSink problems) {
    List<String> columns = new ArrayList<>();
    for (JsonNode dimension : content.path("dimensions")) {
      columns.add(dimension.path("key").asText(dimension.path("field").asText()));
    }
    content.path("measures").forEach(measure -> columns.add(measure.path("key").asText()));
    for (int i = 0; i < columns.size(); i++) {
      if (columns.indexOf(columns.get(i)) < i) {
        problems.add(Problem.of("metadata.duplicateKey").with("value", columns.get(i)));
      }
    }
    JsonNode sort = content.path("sort");
    for (int i = 0; i < sort.size(); i++) {
      String term = sort.get(i).asText();
      String column = term.startsWith("-") ? term.substring(1) : term;
      if (!columns.contains(column)) {
        problems.add(
            Problem.at("/sort/" + i, "report.unknownColumn")
                .with("value", column)
                .with("known", columns));
      }
    }
  }
}
