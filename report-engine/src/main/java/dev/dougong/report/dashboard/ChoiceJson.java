package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Choices as they are kept: the form in which requests give them. */
public final class ChoiceJson {

  private ChoiceJson() {}

  /** An array of objects. */
  public static ArrayNode write(List<Dashboards.Choice> choices) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Dashboards.Choice choice : choices) {
      ObjectNode node = array.addObject();
      node.put("entity", choice.entity()).put("field", choice.field());
      if (choice.from() == null && choice.to() == null) {
        node.putArray("values").addAll(choice.values());
      }
      put(node, "from", choice.from());
      put(node, "to", choice.to());
      if (choice.source() != null) {
        node.put("source", choice.source());
      }
    }
    return array;
  }

  private static void put(ObjectNode node, String name, @Nullable JsonNode value) {
    if (value != null) {
      node.set(name, value);
    }
  }

  /** What {@link #write} wrote. */
  public static List<Dashboards.Choice> read(JsonNode array) {
    List<Dashboards.Choice> choices = new ArrayList<>();
    for (JsonNode node : array) {
      List<JsonNode> values = new ArrayList<>();
      node.path("values").forEach(values::add);
      choices.add(
          new Dashboards.Choice(
              node.path("entity").asText(),
              node.path("field").asText(),
              values,
              node.get("from"),
              node.get("to"),
              node.has("source") ? node.path("source").asInt() : null));
    }
    return choices;
  }
}
