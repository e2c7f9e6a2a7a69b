package dev.dougong.workflow.task;

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
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Task logs: an entity whose records tell of the tasks of people. */
@ApplicationScoped
public final class TaskLogKind implements DocumentKind {

  private static final List<String> TEXTS = List.of("title", "workflow", "state", "outcome");
  private static final List<String> MOMENTS = List.of("openedAt", "dueAt", "doneAt");

  @Override
  public String id() {
    return "taskLog";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(TaskLogKind.class, "taskLog");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    ObjectNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    Part part = new Part(content, entity, candidate, problems);
    part.check("/task", field -> field.kind() == ValueKind.TEXT && field.definition().unique());
    TEXTS.forEach(one -> part.check("/" + one, field -> field.kind() == ValueKind.TEXT));
    MOMENTS.forEach(one -> part.check("/" + one, field -> field.kind() == ValueKind.DATE_TIME));
    for (Map.Entry<String, ?> one : content.path("records").properties()) {
      String place = "/records" + Problem.pointer(one.getKey());
      part.check(
          place,
          field ->
              field.kind() == ValueKind.REFERENCE
                  && field.target() instanceof ReferenceTarget.ToEntity to
                  && to.entity().equals(one.getKey()));
    }
  }

  private record Part(
      ObjectNode content, Entity entity, Candidate candidate, ProblemSink problems) {

    void check(String place, Predicate<Field> fits) {
      String key = content.at(place).asText("");
      if (!key.isEmpty() && candidate.hasField(entity, key, place, problems)) {
        Field field = entity.field(key);
        if (field != null && !(fits.test(field) && field.isWritable())) {
          problems.add(Problem.at(place, "taskLog.otherField").with("value", key));
        }
      }
    }
  }
}
