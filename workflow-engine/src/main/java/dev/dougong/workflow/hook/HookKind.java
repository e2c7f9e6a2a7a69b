package dev.dougong.workflow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Inbound webhooks. */
@ApplicationScoped
public final class HookKind implements DocumentKind {

  @Override
  public String id() {
    return "hook";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(HookKind.class, "hook");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    int place = 0;
    for (JsonNode key : content.path("match")) {
      var unused = candidate.hasField(entity, key.asText(), "/match/" + place++, problems);
    }
    for (String part : new String[] {"mapping", "values"}) {
      for (Map.Entry<String, JsonNode> entry : content.path(part).properties()) {
        String at = "/" + part + Problem.pointer(entry.getKey());
        Field field = entity.field(entry.getKey());
        if (candidate.hasMember(entity, entry.getKey(), at, problems)
            && field != null
            && !field.isWritable()) {
          problems.add(Problem.at(at, "hook.notWritable").with("value", field.key()));
        }
      }
    }
  }
}
