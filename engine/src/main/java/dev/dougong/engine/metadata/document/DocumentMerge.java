package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges layers of a document. Items of lists are told apart by {@code key}, {@code value}, {@code
 * id}, {@code entity} or {@code field}; lists without those are taken as a whole.
 */
public final class DocumentMerge {

  private static final List<String> NAMES = List.of("key", "value", "id", "field", "entity");

  /**
   * A merged document.
   *
   * @param conflicts JSON pointers of places that both sides changed; there the local side stands
   */
  public record Merged(ObjectNode document, List<String> conflicts) {

    /** Copies the list. */
    public Merged {
      conflicts = List.copyOf(conflicts);
    }
  }

  private DocumentMerge() {}

  /** The document with what an extension adds: new properties, and new items of lists. */
  public static ObjectNode extend(ObjectNode document, ObjectNode extension) {
    ObjectNode result = document.deepCopy();
    extension
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("key")) {
                addTo(result, entry.getKey(), entry.getValue());
              }
            });
    return result;
  }

  private static void addTo(ObjectNode target, String name, JsonNode added) {
    JsonNode present = target.get(name);
    if (present == null) {
      target.set(name, added.deepCopy());
    } else if (present instanceof ObjectNode object && added.isObject()) {
      added.properties().forEach(entry -> addTo(object, entry.getKey(), entry.getValue()));
    } else if (present instanceof ArrayNode array && added.isArray()) {
      Map<String, JsonNode> known = byName(array);
      for (JsonNode item : added) {
        JsonNode same = known.get(name(item));
        if (same instanceof ObjectNode object && item.isObject()) {
          item.properties().forEach(entry -> addTo(object, entry.getKey(), entry.getValue()));
        } else if (same == null) {
          array.add(item.deepCopy());
        }
      }
    }
  }

  /** What both sides made of the base; places that both changed differently are conflicts. */
  public static Merged merge(ObjectNode base, ObjectNode local, ObjectNode upgrade) {
    List<String> conflicts = new ArrayList<>();
    JsonNode merged = merge(base, local, upgrade, "", conflicts);
    return new Merged((ObjectNode) Objects.requireNonNull(merged), conflicts);
  }

  private static @Nullable JsonNode merge(
      @Nullable JsonNode base,
      @Nullable JsonNode local,
      @Nullable JsonNode upgrade,
      String place,
      List<String> conflicts) {
    if (Objects.equals(local, upgrade) || Objects.equals(base, upgrade)) {
      return local;
    }
    if (Objects.equals(base, local)) {
      return upgrade;
    }
    if (local instanceof ObjectNode left && upgrade instanceof ObjectNode right) {
      return objects(base, left, right, place, conflicts);
    }
    if (local instanceof ArrayNode left
        && upgrade instanceof ArrayNode right
        && isNamed(left)
        && isNamed(right)) {
      return arrays(base, left, right, place, conflicts);
    }
    conflicts.add(place);
    return local;
  }

  private static JsonNode objects(
      @Nullable JsonNode base,
      ObjectNode local,
      ObjectNode upgrade,
      String place,
      List<String> conflicts) {
    ObjectNode result = local.objectNode();
    Set<String> names = new LinkedHashSet<>();
    local.fieldNames().forEachRemaining(names::add);
    upgrade.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode merged =
          merge(
              base == null ? null : base.get(name),
              local.get(name),
              upgrade.get(name),
              place + Problem.pointer(name),
              conflicts);
      if (merged != null) {
        result.set(name, merged);
      }
    }
    return result;
  }

  private static JsonNode arrays(
      @Nullable JsonNode base,
      ArrayNode local,
      ArrayNode upgrade,
      String place,
      List<String> conflicts) {
    Map<String, JsonNode> before = base instanceof ArrayNode array ? byName(array) : Map.of();
    Map<String, JsonNode> left = byFormerName(local, before);
    Map<String, JsonNode> right = byFormerName(upgrade, before);
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    ArrayNode result = local.arrayNode();
    for (String name : names) {
      JsonNode merged =
          merge(
              before.get(name),
              left.get(name),
              right.get(name),
              place + Problem.pointer(name),
              conflicts);
      if (merged != null) {
        result.add(merged);
      }
    }
    return result;
  }

  /** Items by the names that the base has for them: what a side renamed is the same item. */
  private static Map<String, JsonNode> byFormerName(ArrayNode side, Map<String, JsonNode> base) {
    Map<String, JsonNode> today = byName(side);
    Map<String, JsonNode> result = new LinkedHashMap<>();
    today.forEach(
        (name, item) -> {
          String known = name;
          if (!base.containsKey(name)) {
            for (JsonNode former : item.path("formerKeys")) {
              boolean isGone = !today.containsKey(former.asText());
              known = isGone && base.containsKey(former.asText()) ? former.asText() : known;
            }
          }
          result.put(result.containsKey(known) ? name : known, item);
        });
    return result;
  }

  private static boolean isNamed(ArrayNode array) {
    Map<String, JsonNode> names = byName(array);
    return names.size() == array.size();
  }

  private static Map<String, JsonNode> byName(ArrayNode array) {
    Map<String, JsonNode> names = new LinkedHashMap<>();
    array.forEach(item -> names.put(name(item), item));
    return names;
  }

  private static String name(JsonNode item) {
    for (String name : NAMES) {
      if (item.path(name).isTextual()) {
        return item.path(name).textValue();
      }
    }
    return item.toString();
  }
}
