package dev.dougong.workflow.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import jakarta.enterprise.context.ApplicationScoped;

/** Segments: records for which a condition is true. */
@ApplicationScoped
public final class SegmentKind implements DocumentKind {

  @Override
  public String id() {
    return "segment";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(SegmentKind.class, "segment");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity != null) {
      String filter = content.path("filter").asText();
      candidate.expression(filter, entity.scope(), ValueType.BOOLEAN, "/filter", problems);
    }
  }
}
