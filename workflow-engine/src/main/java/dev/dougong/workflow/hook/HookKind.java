package dev.dougong.workflow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;

/** Inbound webhooks. */
@ApplicationScoped
public final class HookKind implements DocumentKind {

  private final HookProtocols protocols;

  /** With the protocols there are besides Standard Webhooks. */
  @Inject
  public HookKind(HookProtocols protocols) {
    this.protocols = protocols;
  }

  @Override
  public String id() {
    return "hook";
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = SchemaResource.read(HookKind.class, "hook");
    for (String id : protocols.ids()) {
      HookProtocol protocol = Objects.requireNonNull(protocols.find(id));
      schema
          .withObjectProperty("properties")
          .withObjectProperty("protocol")
          .withArrayProperty("enum")
          .add(id);
      ObjectNode choice = JsonNodeFactory.instance.objectNode();
      ObjectNode condition = choice.putObject("if");
      condition.putArray("required").add("protocol");
      condition.putObject("properties").putObject("protocol").put("const", id);
      ObjectNode then = choice.putObject("then");
      String name = "settings_" + id;
      then.putObject("properties").putObject("settings").put("$ref", "#/$defs/" + name);
      ObjectNode settings = protocol.schema();
      if (settings.path("required").size() > 0) {
        then.putArray("required").add("settings");
      }
      schema.withArrayProperty("allOf").add(choice);
      settings.put("type", "object").put("additionalProperties", false);
      settings.put("description", "Settings of the protocol `" + id + "`.");
      schema.withObjectProperty("$defs").set(name, settings);
    }
    return schema;
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    JsonNode content = document.content();
    Entity entity = candidate.entity(content.path("entity").asText(), "/entity", problems);
    if (entity == null) {
      return;
    }
    if (content.has("defaults") && !content.has("match")) {
      problems.add(Problem.at("/defaults", "hook.defaultsWithoutMatch"));
    }
    int place = 0;
    for (JsonNode key : content.path("match")) {
      var unused = candidate.hasField(entity, key.asText(), "/match/" + place++, problems);
    }
    for (String part : new String[] {"mapping", "values", "defaults"}) {
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
