package dev.dougong.workflow.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/** Streams of events: which entity keeps what people did, and which of its fields say so. */
@ApplicationScoped
public final class EventStreamKind implements DocumentKind {

  @Override
  public String id() {
    return "eventStream";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(EventStreamKind.class, "eventStream");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    ObjectNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    Part part = new Part(content, entity, candidate, problems);
    part.check("event", field -> field.kind() == ValueKind.TEXT);
    part.check("subject", field -> field.target() instanceof ReferenceTarget.ToEntity);
    part.check("at", field -> field.kind() == ValueKind.DATE_TIME);
    part.check("id", field -> field.kind() == ValueKind.TEXT && field.definition().unique());
  }

  private record Part(
      ObjectNode content, Entity entity, Candidate candidate, ProblemSink problems) {

    void check(String name, Predicate<Field> fits) {
      String place = "/" + name;
      String key = content.path(name).asText();
      if (candidate.hasField(entity, key, place, problems)) {
        Field field = entity.field(key);
        if (field != null && !fits.test(field)) {
          problems.add(Problem.at(place, "event.otherField").with("value", key));
        }
      }
    }
  }
}
