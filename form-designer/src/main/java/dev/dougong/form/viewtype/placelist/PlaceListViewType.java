package dev.dougong.form.viewtype.placelist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.form.viewtype.ViewCheck;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Places (stores, service points) to call and to go to: by region, without a map. */
@ApplicationScoped
public final class PlaceListViewType implements ViewType {

  private static final String ADDRESS = "address";
  private static final String GROUP = "group";

  /** What an option needs, and the problem where it is something else. */
  private static final Map<String, ValueKind> KINDS =
      Map.of(
          ADDRESS,
          ValueKind.TEXT,
          "phone",
          ValueKind.TEXT,
          "opens",
          ValueKind.TIME,
          "closes",
          ValueKind.TIME,
          GROUP,
          ValueKind.TEXT);

  @Override
  public String id() {
    return "placeList";
  }

  @Override
  public ObjectNode schema() {
    return ViewSchema.of(
        """
        {"properties":{
          "address":{"$ref":"#/$defs/key","description":"Text field with the address."},
          "phone":{"$ref":"#/$defs/key","description":"Field with the number to call."},
          "opens":{"$ref":"#/$defs/key","description":"Time of day at which the place opens."},
          "closes":{"$ref":"#/$defs/key","description":"Time of day at which it closes."},
          "group":{"$ref":"#/$defs/key","description":"Text field by whose values the places stand together: region, city."}},
         "required":["address"]}
        """);
  }

  @Override
  public void check(ViewCheck view) {
    for (String name : names(view.options())) {
      ValueKind wanted = KINDS.get(name);
      Field field = view.field("/" + name);
      if (field != null && wanted != null && field.kind() != wanted) {
        String code =
            wanted == ValueKind.TIME
                ? "view.noTime"
                : name.equals(GROUP) ? "view.noGroup" : "view.noText";
        view.add(Problem.at("/" + name, code).with("value", field.key()));
      }
    }
  }

  private static List<String> names(JsonNode options) {
    return KINDS.keySet().stream().filter(options::has).sorted().toList();
  }

  @Override
  public @Nullable ObjectNode shownTo(JsonNode options, Predicate<String> isSeen) {
    if (!isSeen.test(options.path(ADDRESS).asText())) {
      return null;
    }
    ObjectNode shown = options.deepCopy();
    for (String name : names(options)) {
      if (!isSeen.test(options.path(name).asText())) {
        shown.remove(name);
      }
    }
    return shown;
  }
}
