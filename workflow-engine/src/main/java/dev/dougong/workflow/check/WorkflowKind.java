package dev.dougong.workflow.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.definition.WorkflowDefinition;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerType;
import dev.dougong.workflow.trigger.TriggerTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Workflows: a trigger and a graph of nodes. */
@ApplicationScoped
public final class WorkflowKind implements DocumentKind {

  private static final Set<String> RESERVED = Set.of("record", NodeDefinition.END);

  private final NodeTypes nodes;
  private final TriggerTypes triggers;
  private final Channels channels;

  /** With the types and channels that documents may name. */
  @Inject
  public WorkflowKind(NodeTypes nodes, TriggerTypes triggers, Channels channels) {
    this.channels = channels;
    this.nodes = nodes;
    this.triggers = triggers;
  }

  @Override
  public String id() {
    return "workflow";
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = SchemaResource.read(WorkflowKind.class, "workflow");
    ObjectNode definitions = schema.withObjectProperty("$defs");
    for (NodeType type : nodes.all()) {
      add(definitions, "node", type.id(), type.schema());
    }
    for (TriggerType type : triggers.all()) {
      add(definitions, "trigger", type.id(), type.schema());
    }
    return schema;
  }

  /**
   * The types of nodes and triggers with their options, the channels, and the shapes that options
   * name, for designers.
   */
  public ObjectNode types() {
    ObjectNode types = JsonNodeFactory.instance.objectNode();
    ArrayNode nodeTypes = types.putArray("nodes");
    for (NodeType type : nodes.all()) {
      ObjectNode item = nodeTypes.addObject().put("id", type.id()).put("goesOn", type.goesOn());
      item.set("schema", type.schema());
    }
    ArrayNode triggerTypes = types.putArray("triggers");
    for (TriggerType type : triggers.all()) {
      triggerTypes.addObject().put("id", type.id()).set("schema", type.schema());
    }
    ArrayNode ids = types.putArray("channels");
    channels.ready().forEach(ids::add);
    ObjectNode shapes = SchemaResource.read(WorkflowKind.class, "workflow");
    ObjectNode definitions = shapes.withObjectProperty("$defs");
    definitions.remove("trigger");
    JsonNode common = definitions.remove("node").path("properties");
    definitions.putObject("common").set("properties", common);
    types.set("shapes", definitions);
    return types;
  }

  /** {@code [{key, label, entity}]} of the published workflows that people and others can start. */
  public ArrayNode callables(Metadata metadata) {
    ArrayNode callables = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode document : metadata.documents("workflow").values()) {
      JsonNode trigger = document.path("trigger");
      TriggerType type = triggers.find(trigger.path("type").asText());
      if (type != null && type.occasion(trigger) instanceof Occasion.Called called) {
        ObjectNode item = callables.addObject();
        item.set("key", document.get("key"));
        item.set("label", document.get("label"));
        item.put("entity", called.entity());
      }
    }
    return callables;
  }

  /** {@code [{key, label}]} of the published connectors of programs that steps may call. */
  public ArrayNode services(Metadata metadata) {
    ArrayNode services = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode document : metadata.documents("connector").values()) {
      Channel channel = channels.find(document.path("channel").asText());
      if (channel != null && channel.isCallable()) {
        services.add(document.deepCopy().retain(List.of("key", "label")));
      }
    }
    return services;
  }

  /** Adds a type to the definitions: its own properties and those that all its kind have. */
  private static void add(ObjectNode definitions, String of, String id, ObjectNode own) {
    ObjectNode common = (ObjectNode) definitions.get(of);
    common
        .withObjectProperty("properties")
        .withObjectProperty("type")
        .withArrayProperty("enum")
        .add(id);
    String name = of + "_" + id;
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    ObjectNode condition = choice.putObject("if");
    condition.putArray("required").add("type");
    condition.putObject("properties").putObject("type").put("const", id);
    choice.putObject("then").put("$ref", "#/$defs/" + name);
    common.withArrayProperty("allOf").add(choice);
    ObjectNode definition = own.deepCopy();
    definition.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = definition.withObjectProperty("properties");
    for (var entry : common.path("properties").properties()) {
      if (!entry.getKey().equals("type")) {
        properties.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
    properties.putObject("type").put("const", id);
    ArrayNode required = definition.withArrayProperty("required");
    common.path("required").forEach(required::add);
    definitions.set(name, definition);
  }

  @Override
  public void check(Document document, Candidate candidate, ProblemSink problems) {
    WorkflowDefinition definition = WorkflowDefinition.read(document.content());
    TriggerType trigger = Objects.requireNonNull(triggers.find(definition.triggerType()));
    trigger.check(new CheckedTrigger(definition.trigger(), candidate, problems));
    checkIds(definition, problems);
    WorkflowModel model = WorkflowModel.of(definition, nodes, triggers, candidate.metadata());
    checkWhen(model, candidate, problems);
    for (NodeDefinition node : definition.nodes()) {
      CheckedNode checked = new CheckedNode(node, model, candidate, triggers, channels, problems);
      checked.target("/next");
      checked.target("/onError");
      model.type(node).check(checked);
    }
  }

  private static void checkWhen(WorkflowModel model, Candidate candidate, ProblemSink problems) {
    JsonNode when = model.definition().trigger().path("when");
    if (!when.isTextual()) {
      return;
    }
    Entity heard = model.heard();
    if (heard != null) {
      candidate.expression(
          when.asText(), heard.scope(), ValueType.BOOLEAN, "/trigger/when", problems);
    } else if (model.occasion().entity() == null) {
      problems.add(Problem.at("/trigger/when", "workflow.noRecord"));
    }
  }

  private static void checkIds(WorkflowDefinition definition, ProblemSink problems) {
    Set<String> seen = new HashSet<>();
    for (NodeDefinition node : definition.nodes()) {
      String place = "/nodes/" + node.index() + "/id";
      if (RESERVED.contains(node.id())) {
        problems.add(Problem.at(place, "workflow.reservedName").with("value", node.id()));
      } else if (!seen.add(node.id())) {
        problems.add(Problem.at(place, "workflow.duplicateNode").with("value", node.id()));
      }
    }
  }
}
