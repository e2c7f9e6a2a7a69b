package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Three sides of a list whose items have names of their own. Immutable. */
final class NamedItems {

  private static final List<String> NAMES = List.of("key", "value", "id", "field", "entity");

  private final Map<String, JsonNode> base;
  private final Map<String, JsonNode> local;
  private final Map<String, JsonNode> upgrade;

  private NamedItems(
      Map<String, JsonNode> base, Map<String, JsonNode> local, Map<String, JsonNode> upgrade) {
    this.base = base;
    this.local = byFormerName(local, base);
    this.upgrade = byFormerName(upgrade, base);
  }

  /** The items, or null where they have no names by which the sides can be told together. */
  static @Nullable NamedItems of(@Nullable JsonNode base, ArrayNode local, ArrayNode upgrade) {
    Map<String, String> properties = new HashMap<>();
    Map<String, JsonNode> before =
        base instanceof ArrayNode array ? named(array, properties) : Map.of();
    Map<String, JsonNode> left = named(local, properties);
    Map<String, JsonNode> right = named(upgrade, properties);
    return before == null || left == null || right == null
        ? null
        : new NamedItems(before, left, right);
  }

  /**
   * Items by their names, or null where one has none or another one's.
   *
   * @param properties which property is whose name, in all lists
   */
  private static @Nullable Map<String, JsonNode> named(
      ArrayNode list, Map<String, String> properties) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (JsonNode item : list) {
      String property = property(item);
      if (property == null) {
        return null;
      }
      String name = item.path(property).textValue();
      String known = properties.putIfAbsent(name, property);
      boolean isSure = known == null || known.equals(property);
      if (!isSure || items.put(name, item) != null) {
        return null;
      }
    }
    return items;
  }

  private static @Nullable String property(JsonNode item) {
    for (String name : NAMES) {
      if (item.path(name).isTextual()) {
        return name;
      }
    }
    return null;
  }

  /** The name of an item, or what is written there where it has none. */
  static String nameOrText(JsonNode item) {
    String property = property(item);
    return property == null ? item.toString() : item.path(property).textValue();
  }

  /** Items by that. */
  static Map<String, JsonNode> byNameOrText(ArrayNode list) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    list.forEach(item -> items.put(nameOrText(item), item));
    return items;
  }

  /** Items by the names that the base has for them: what a side renamed is the same item. */
  private static Map<String, JsonNode> byFormerName(
      Map<String, JsonNode> today, Map<String, JsonNode> base) {
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

  @Nullable JsonNode base(String name) {
    return base.get(name);
  }

  @Nullable JsonNode local(String name) {
    return local.get(name);
  }

  @Nullable JsonNode upgrade(String name) {
    return upgrade.get(name);
  }

  ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }

  ArrayNode baseOrder() {
    return texts(base.keySet());
  }

  ArrayNode localOrder() {
    return texts(local.keySet());
  }

  ArrayNode upgradeOrder() {
    return texts(upgrade.keySet());
  }

  private ArrayNode texts(Collection<String> names) {
    ArrayNode texts = list();
    names.forEach(texts::add);
    return texts;
  }

  /** Whether both sides put what they share into another order, each into its own. */
  boolean isReordered() {
    List<String> left = shared(local.keySet());
    List<String> right = shared(upgrade.keySet());
    List<String> before = shared(base.keySet());
    return !left.equals(before) && !right.equals(before) && !left.equals(right);
  }

  private List<String> shared(Collection<String> names) {
    return names.stream()
        .filter(
            name -> base.containsKey(name) && local.containsKey(name) && upgrade.containsKey(name))
        .toList();
  }

  /**
   * The names of both sides in the order of the side that changed it; what only the other one has
   * stands behind what it stands behind there.
   *
   * @param isUpgrades whether the order of the other side wins where both changed it
   */
  List<String> order(boolean isUpgrades) {
    boolean isLocals = !shared(local.keySet()).equals(shared(base.keySet()));
    boolean isByUpgrade = isUpgrades || !isLocals;
    List<String> order = new ArrayList<>(isByUpgrade ? upgrade.keySet() : local.keySet());
    String previous = null;
    for (String name : isByUpgrade ? local.keySet() : upgrade.keySet()) {
      if (!order.contains(name)) {
        order.add(previous == null ? 0 : order.indexOf(previous) + 1, name);
      }
      previous = name;
    }
    return order;
  }
}
