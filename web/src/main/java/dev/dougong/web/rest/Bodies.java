package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads bodies that come as trees; whatever is not known is refused by name. */
final class Bodies {

  private Bodies() {}

  static <T> T present(@Nullable T body) {
    if (body == null) {
      throw InputException.malformed(Problem.of("malformed").with("detail", "{}"));
    }
    return body;
  }

  static void only(ObjectNode body, String place, Set<String> known) {
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw InputException.malformed(
            Problem.at(place + Problem.pointer(name), "unknownProperty")
                .with("value", name)
                .near(NearNames.near(name, known)));
      }
    }
  }

  static List<ObjectNode> objects(ObjectNode body, String name) {
    JsonNode array = body.path(name);
    if (!array.isArray()) {
      throw wrong("/" + name, "[{…}]");
    }
    List<ObjectNode> objects = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      objects.add(object(array.get(i), "/" + name + "/" + i));
    }
    return objects;
  }

  static ObjectNode object(@Nullable JsonNode node, String place) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrong(place, "{…}");
  }

  static String text(ObjectNode body, String place, String name) {
    JsonNode node = body.path(name);
    if (!node.isTextual()) {
      throw wrong(place + "/" + name, "\"…\"");
    }
    return node.textValue();
  }

  static List<String> texts(ObjectNode body, String name) {
    JsonNode array = body.path(name);
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      if (!item.isTextual()) {
        throw wrong("/" + name, "[\"…\"]");
      }
      texts.add(item.textValue());
    }
    if (!array.isArray()) {
      throw wrong("/" + name, "[\"…\"]");
    }
    return texts;
  }

  static InputException wrong(String place, String expected) {
    return InputException.malformed(Problem.at(place, "malformed").with("detail", expected));
  }
}
