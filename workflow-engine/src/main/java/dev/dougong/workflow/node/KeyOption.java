package dev.dougong.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** The option {@code key} that nodes share: fields by which a record that is written is known. */
public final class KeyOption {

  private static final String PLACE = "/key";

  private KeyOption() {}

  /** Every field of the key is there, and among {@code values}. */
  public static void check(NodeCheck node, Entity entity) {
    JsonNode key = node.option(PLACE);
    for (int i = 0; i < key.size(); i++) {
      String place = PLACE + "/" + i;
      Field field = node.field(place, entity);
      if (field != null && !node.option("/values").has(field.key())) {
        node.problem(Problem.at(place, "workflow.keyWithoutValue").with("value", field.key()));
      }
    }
  }

  /** The keys of the fields. */
  public static List<String> read(NodeContext context) {
    List<String> key = new ArrayList<>();
    context.option(PLACE).forEach(field -> key.add(field.asText()));
    return key;
  }
}
