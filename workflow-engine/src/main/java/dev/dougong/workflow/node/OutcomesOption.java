package dev.dougong.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The option {@code outcomes} that nodes share: what people may answer, and where that leads. */
public final class OutcomesOption {

  private static final String PLACE = "/outcomes";

  private OutcomesOption() {}

  /** Checks the option. */
  public static void check(NodeCheck node) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < node.option(PLACE).size(); i++) {
      String value = node.option(PLACE + "/" + i + "/value").asText();
      if (!seen.add(value)) {
        node.problem(
            Problem.at(PLACE + "/" + i + "/value", "metadata.duplicateKey").with("value", value));
      }
      node.target(PLACE + "/" + i + "/next");
    }
  }

  /** Value and label of what may be answered; empty for done. */
  public static ArrayNode read(NodeContext context) {
    ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
    for (JsonNode outcome : context.option(PLACE)) {
      outcomes
          .addObject()
          .put("value", outcome.path("value").asText())
          .set("label", outcome.path("label"));
    }
    return outcomes;
  }

  /** On, to where the answer leads. */
  public static NodeResult next(NodeContext context, String answer) {
    for (int i = 0; i < context.option(PLACE).size(); i++) {
      String place = PLACE + "/" + i;
      boolean isIt = context.option(place + "/value").asText().equals(answer);
      if (isIt && context.option(place + "/next").isTextual()) {
        return new NodeResult.Next(context.target(place + "/next"), answer, List.of());
      }
    }
    return NodeResult.next(context).withOutput(answer);
  }
}
