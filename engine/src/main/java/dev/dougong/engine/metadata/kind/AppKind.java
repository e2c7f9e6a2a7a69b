package dev.dougong.engine.metadata.kind;

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
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

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
    for (Map.Entry<String, JsonNode> fixed :
        document.content().path("data").path("fixed").properties()) {
      String place = "/data/fixed" + Problem.pointer(fixed.getKey());
      Entity entity = candidate.entityMember(fixed.getKey(), place, problems);
      for (int i = 0; entity != null && i < fixed.getValue().size(); i++) {
        candidate.hasField(entity, fixed.getValue().get(i).asText(), place + "/" + i, problems);
      }
    }
  }
}
