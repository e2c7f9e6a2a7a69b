package dev.dougong.form.viewtype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the schema that a view type writes down, and puts the schemas of all types together. */
public final class ViewSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ViewSchema() {}

  /** The schema of the text. */
  public static ObjectNode of(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("json: " + json, e);
    }
  }

  /** Adds the types and their options to the schema of views. */
  public static void add(ObjectNode view, ViewTypes types) {
    for (ViewType type : types.all()) {
      view.withObjectProperty("properties")
          .withObjectProperty("type")
          .withArrayProperty("enum")
          .add(type.id());
      String name = "view_" + type.id();
      ObjectNode options = type.schema();
      options.put("type", "object").put("additionalProperties", false);
      boolean isNeeded = !options.path("required").isEmpty();
      view.withObjectProperty("$defs").set(name, options);
      ObjectNode choice = JsonNodeFactory.instance.objectNode();
      ObjectNode condition = choice.putObject("if");
      condition.putArray("required").add("type");
      condition.putObject("properties").putObject("type").put("const", type.id());
      ObjectNode then = choice.putObject("then");
      then.putObject("properties").putObject("options").put("$ref", "#/$defs/" + name);
      if (isNeeded) {
        then.putArray("required").add("options");
      }
      view.withArrayProperty("allOf").add(choice);
    }
  }
}
