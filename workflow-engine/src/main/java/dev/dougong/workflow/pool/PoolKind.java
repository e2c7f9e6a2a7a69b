package dev.dougong.workflow.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.LooseParts;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Pools: records without an owner that people claim within limits. */
@ApplicationScoped
public final class PoolKind implements DocumentKind {

  private static final LooseParts LOOSE = LooseParts.of("/fields/#");

  @Override
  public String id() {
    return "pool";
  }

  @Override
  public @Nullable String loosePart(String place) {
    return LOOSE.at(place);
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(PoolKind.class, "pool");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    String key = content.path("entity").asText();
    Entity entity = candidate.entity(key, "/entity", problems);
    if (entity == null) {
      return;
    }
    for (ObjectNode other : candidate.documents().of("pool").values()) {
      if (other.path("entity").asText().equals(key)
          && other.path("key").asText().compareTo(document.key()) < 0) {
        problems.add(
            Problem.at("/entity", "pool.second").with("value", other.path("key").asText()));
      }
    }
    if (content.has("filter")) {
      String filter = content.path("filter").asText();
      candidate.expression(filter, entity.scope(), ValueType.BOOLEAN, "/filter", problems);
    }
    int place = 0;
    for (JsonNode field : content.path("fields")) {
      var unused = candidate.hasField(entity, field.asText(), "/fields/" + place++, problems);
    }
    if (content.has("claimedAt")) {
      String field = content.path("claimedAt").asText();
      if (candidate.hasField(entity, field, "/claimedAt", problems)) {
        Field known = entity.field(field);
        if (known != null && (known.kind() != ValueKind.DATE_TIME || !known.isWritable())) {
          problems.add(Problem.at("/claimedAt", "pool.notAMoment").with("value", field));
        }
      }
    }
  }
}
