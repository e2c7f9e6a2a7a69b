package dev.dougong.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as its document says. Immutable.
 *
 * @param key name in the workspace
 * @param trigger the trigger as it stands in the document, never changed by anybody
 * @param nodes in the order of the document; the first is where it begins
 */
public record WorkflowDefinition(
    String key, Label label, ObjectNode trigger, List<NodeDefinition> nodes) {

  /** Copies the list. */
  public WorkflowDefinition {
    nodes = List.copyOf(nodes);
  }

  /** Reads a document whose schema holds. */
  public static WorkflowDefinition read(ObjectNode json) {
    List<NodeDefinition> nodes = new ArrayList<>();
    for (JsonNode node : json.path("nodes")) {
      nodes.add(NodeDefinition.read((ObjectNode) node, nodes.size()));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    json.path("label").properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return new WorkflowDefinition(
        json.path("key").asText(), new Label(texts), (ObjectNode) json.get("trigger"), nodes);
  }

  /** Id of the type of its trigger. */
  public String triggerType() {
    return trigger.path("type").asText();
  }

  /** The node of the id, or null. */
  public @Nullable NodeDefinition node(String id) {
    for (NodeDefinition node : nodes) {
      if (node.id().equals(id)) {
        return node;
      }
    }
    return null;
  }

  /** Where it begins. */
  public NodeDefinition first() {
    return nodes.get(0);
  }
}
