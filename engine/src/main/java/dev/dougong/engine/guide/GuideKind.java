package dev.dougong.engine.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.LooseParts;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guides: the first steps of people with a role. */
@ApplicationScoped
public final class GuideKind implements DocumentKind {

  /** Word of the kind. */
  public static final String ID = "guide";

  private static final LooseParts LOOSE = LooseParts.of("/steps/#");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(GuideKind.class, ID);
  }

  @Override
  public @Nullable String loosePart(String place) {
    return LOOSE.at(place);
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode roles = document.content().path("roles");
    for (int i = 0; i < roles.size(); i++) {
      String role = roles.get(i).asText();
      if (!role.equals(User.ADMIN)) {
        candidate.hasDocument("role", role, "/roles/" + i, problems);
      }
    }
    JsonNode steps = document.content().path("steps");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      JsonNode step = steps.get(i);
      String place = "/steps/" + i;
      if (!seen.add(step.path("key").asText())) {
        problems.add(
            Problem.at(place + "/key", "metadata.duplicateKey")
                .with("value", step.path("key").asText()));
      }
      if (step.has("open")) {
        checkTarget(step.path("open"), place + "/open", candidate, problems);
      }
      if (step.has("done")) {
        checkDone(step.path("done"), place + "/done", candidate, problems);
      }
    }
  }

  private static void checkTarget(
      JsonNode open, String place, Candidate candidate, ProblemSink problems) {
    List<GuideTarget> named = GuideTarget.of(open);
    if (named.size() != 1) {
      problems.add(Problem.at(place, "guide.target"));
    }
    for (GuideTarget target : named) {
      String key = open.path(target.key()).asText();
      String here = place + Problem.pointer(target.key());
      switch (target) {
        case ENTITY, NEW, IMPORT -> candidate.entity(key, here, problems);
        case VIEW, DASHBOARD -> candidate.hasDocument(target.key(), key, here, problems);
        case DESIGN -> candidate.hasDocument("form", key, here, problems);
        case PAGE -> {
          // The schema knows the pages.
        }
      }
    }
  }

  private static void checkDone(
      JsonNode done, String place, Candidate candidate, ProblemSink problems) {
    Entity entity = candidate.entity(done.path("entity").asText(), place + "/entity", problems);
    if (entity != null && done.has("filter")) {
      var unused =
          candidate.expression(
              done.path("filter").asText(),
              entity.scope(),
              ValueType.BOOLEAN,
              place + "/filter",
              problems);
    }
  }
}
