package dev.dougong.engine.metadata.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Apps: what packages install. */
@ApplicationScoped
public final class AppKind implements DocumentKind {

  @Override
  public String id() {
    return "app";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(AppKind.class, "app");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    String zone = document.content().path("timezone").asText("UTC");
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(Problem.at("/timezone", "metadata.unknownZone").with("value", zone));
    }
  }
}
