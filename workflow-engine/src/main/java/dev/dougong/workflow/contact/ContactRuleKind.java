package dev.dougong.workflow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.HashSet;
import java.util.Set;

/** Contact rules: limits of messages to customers, for all channels or for some connectors. */
@ApplicationScoped
public final class ContactRuleKind implements DocumentKind {

  @Override
  public String id() {
    return "contactRule";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(ContactRuleKind.class, "contactRule");
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    int place = 0;
    for (JsonNode channel : content.path("connectors")) {
      String at = "/connectors/" + place++;
      if (candidate.hasDocument("connector", channel.asText(), at, problems)) {
        checkOnly(document, candidate, channel.asText(), at, problems);
      }
    }
    if (place == 0) {
      checkOnly(document, candidate, "", "", problems);
    }
    if (content.has("quiet") && content.at("/quiet/from").equals(content.at("/quiet/to"))) {
      problems.add(Problem.at("/quiet/to", "contactRule.noTime"));
    }
    place = 0;
    for (JsonNode people : content.path("people")) {
      checkPeople(people, "/people/" + place++, candidate, problems);
    }
  }

  /** Two rules about the same connector, or two about all, would leave open which holds. */
  private static void checkOnly(
      Document document, Candidate candidate, String connector, String at, ProblemSink problems) {
    for (ObjectNode other : candidate.documents().of("contactRule").values()) {
      String key = other.path("key").asText();
      boolean isSame = connector.isEmpty() && other.path("connectors").isEmpty();
      for (JsonNode one : other.path("connectors")) {
        isSame |= one.asText().equals(connector);
      }
      if (isSame && key.compareTo(document.key()) < 0) {
        problems.add(Problem.at(at, "contactRule.second").with("value", key));
      }
    }
  }

  private static void checkPeople(
      JsonNode people, String at, Candidate candidate, ProblemSink problems) {
    Entity entity = candidate.entity(people.path("entity").asText(), at + "/entity", problems);
    if (entity == null) {
      return;
    }
    String address = people.path("address").asText();
    if (candidate.hasField(entity, address, at + "/address", problems)) {
      Field field = entity.field(address);
      if (field != null
          && (field.kind() != ValueKind.TEXT && field.kind() != ValueKind.SEALED
              || !(field.definition().indexed() || field.definition().unique()))) {
        problems.add(
            Problem.at(at + "/address", "contactRule.notAnAddress").with("value", address));
      }
    }
    Set<String> seen = new HashSet<>();
    int place = 0;
    for (JsonNode refused : people.path("refused")) {
      String here = at + "/refused/" + place++;
      String reason = refused.path("key").asText();
      if (!seen.add(reason)) {
        problems.add(Problem.at(here + "/key", "contactRule.keyTwice").with("value", reason));
      }
      var unused =
          candidate.expression(
              refused.path("when").asText(),
              entity.scope(),
              ValueType.BOOLEAN,
              here + "/when",
              problems);
    }
  }
}
