package dev.dougong.engine.metadata.kind;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles: what people may do. */
@ApplicationScoped
public final class RoleKind implements DocumentKind {

  private static final LooseParts LOOSE = LooseParts.of("/entities/#/fields/*");

  private static final List<String> RULES = List.of("read", "update", "delete");

  @Override
  public String id() {
    return "role";
  }

  @Override
  public @Nullable String loosePart(String place) {
    return LOOSE.at(place);
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(RoleKind.class, "role");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode extended = document.content().path("extends");
    for (int i = 0; i < extended.size(); i++) {
      candidate.hasDocument(id(), extended.get(i).asText(), "/extends/" + i, problems);
    }
    if (reaches(document.key(), candidate)) {
      problems.add(Problem.at("/extends", "metadata.roleCycle").with("value", document.key()));
    }
    JsonNode entities = document.content().path("entities");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < entities.size(); i++) {
      String place = "/entities/" + i;
      String key = entities.get(i).path("entity").asText();
      if (!seen.add(key)) {
        problems.add(Problem.at(place + "/entity", "metadata.duplicateKey").with("value", key));
      }
      Entity entity = candidate.entity(key, place + "/entity", problems);
      if (entity != null) {
        checkRights(entities.get(i), entity, place, candidate, problems);
      }
    }
  }

  private static void checkRights(
      JsonNode rights, Entity entity, String place, Candidate candidate, ProblemSink problems) {
    for (String rule : RULES) {
      if (rights.path(rule).isTextual()) {
        candidate.expression(
            rights.path(rule).asText(),
            entity.scope(),
            ValueType.BOOLEAN,
            place + Problem.pointer(rule),
            problems);
      }
    }
    for (Map.Entry<String, JsonNode> named : rights.path("fields").properties()) {
      String at = place + "/fields" + Problem.pointer(named.getKey());
      candidate.hasMember(entity, named.getKey(), at, problems);
      Field field = entity.field(named.getKey());
      if (field != null && named.getValue().asText().equals("masked") && !field.canMask()) {
        problems.add(
            Problem.at(at, "metadata.noMask")
                .with("field", named.getKey())
                .with("type", field.definition().type()));
      }
    }
  }

  /** Whether the role has itself among those that it extends. */
  private boolean reaches(String key, Candidate candidate) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(key));
    while (!open.isEmpty()) {
      ObjectNode role = candidate.documents().find(id(), open.remove());
      if (role != null) {
        for (JsonNode next : role.path("extends")) {
          if (next.asText().equals(key)) {
            return true;
          }
          if (seen.add(next.asText())) {
            open.add(next.asText());
          }
        }
      }
    }
    return false;
  }
}
