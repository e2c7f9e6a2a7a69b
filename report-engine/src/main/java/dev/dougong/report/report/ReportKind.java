package dev.dougong.report.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.query.QueryCheck;
import dev.dougong.report.query.ReportQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Reports: values over groups of records. */
@ApplicationScoped
public final class ReportKind implements DocumentKind {

  private final ChartReader charts;

  /** With the chart types that reports may name. */
  @Inject
  public ReportKind(ChartTypes types) {
    this.charts = new ChartReader(types);
  }

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
    if (entity == null) {
      return;
    }
    ReportQuery query = ReportQuery.of(content);
    new QueryCheck(candidate::expression).check(query, candidate.metadata(), entity, problems);
    for (int i = 0; i < query.measures().size(); i++) {
      ReportQuery.From from = query.measures().get(i).from();
      if (from != null) {
        // What is wrong with it was told; a rename follows here.
        candidate.entity(from.entity(), "/measures/" + i + "/from/entity", problem -> {});
      }
    }
    for (int i = 0; i < query.dimensions().size(); i++) {
      follow(query.dimensions().get(i).standing(), "/dimensions/" + i, candidate);
    }
    for (int i = 0; i < query.measures().size(); i++) {
      follow(query.measures().get(i).standing(), "/measures/" + i, candidate);
    }
    if (content.has("chart")) {
      charts.read(query, content.path("chart"), problems);
    }
    JsonNode drill = content.path("drill");
    for (int i = 0; i < drill.size(); i++) {
      candidate.expression(drill.get(i).asText(), entity.scope(), null, "/drill/" + i, problems);
    }
  }

  /** What is wrong with it was told; a rename follows here. */
  private static void follow(
      ReportQuery.@Nullable Standing standing, String place, Candidate candidate) {
    if (standing != null) {
      candidate.entity(standing.entity(), place + "/standing/entity", problem -> {});
    }
  }
}
