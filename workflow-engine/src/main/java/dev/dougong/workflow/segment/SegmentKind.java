package dev.dougong.workflow.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Segments: records for which a condition is true. */
@ApplicationScoped
public final class SegmentKind implements DocumentKind {

  private static final String TAG_FIELD = "/tag/field";

  @Override
  public String id() {
    return "segment";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(SegmentKind.class, "segment");
  }

  /** A rule that looks at the tags that it changes could turn for ever. */
  private static void checkTag(
      JsonNode content,
      Entity entity,
      @Nullable Expression filter,
      Candidate candidate,
      ProblemSink problems) {
    String key = content.at(TAG_FIELD).asText("");
    if (key.isEmpty() || !candidate.hasField(entity, key, TAG_FIELD, problems)) {
      return;
    }
    Field field = entity.field(key);
    if (field == null) {
      return;
    }
    if (field.kind() != ValueKind.TEXT_LIST) {
      problems.add(Problem.at(TAG_FIELD, "workflow.noTags").with("value", key));
    } else if (filter != null && reads(candidate, filter, field)) {
      problems.add(Problem.at("/filter", "segment.dependsOnTag").with("value", key));
    }
  }

  private static boolean reads(Candidate candidate, Expression filter, Field field) {
    return candidate.expressions().dependencies(filter).fields().stream()
        .anyMatch(path -> path.fieldIds().get(0) == field.id());
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity != null) {
      String filter = content.path("filter").asText();
      Expression tree =
          candidate.expression(filter, entity.scope(), ValueType.BOOLEAN, "/filter", problems);
      checkTag(content, entity, tree, candidate, problems);
    }
  }
}
