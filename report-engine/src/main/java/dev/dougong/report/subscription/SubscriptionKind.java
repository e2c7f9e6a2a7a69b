package dev.dougong.report.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Subscriptions of roles: one document, and a pack for each who has the role. */
@ApplicationScoped
public final class SubscriptionKind implements DocumentKind {

  @Override
  public String id() {
    return "subscription";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(SubscriptionKind.class, "subscription");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    String dashboard = content.path("dashboard").asText();
    candidate.hasDocument("dashboard", dashboard, "/dashboard", problems);
    JsonNode roles = content.path("roles");
    for (int i = 0; i < roles.size(); i++) {
      candidate.hasDocument("role", roles.get(i).asText(), "/roles/" + i, problems);
    }
    JsonNode ways = content.path("ways");
    for (int i = 0; i < ways.size(); i++) {
      candidate.hasDocument("connector", ways.get(i).asText(), "/ways/" + i, problems);
    }
    if (Rhythm.read(content.path("rhythm")) == null) {
      problems.add(Problem.at("/rhythm", "subscription.badRhythm"));
    }
  }
}
