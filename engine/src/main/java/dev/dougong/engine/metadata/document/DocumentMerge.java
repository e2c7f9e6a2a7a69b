package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges layers of a document. Items of lists are told apart by {@code key}, {@code value}, {@code
 * id}, {@code field} or {@code entity}; lists in which an item has none of those, or two have the
 * same, are taken as a whole.
 */
public final class DocumentMerge {

  private final Predicate<String> takesUpgrade;
  private final List<Conflict> conflicts = new ArrayList<>();

  /**
   * A merged document.
   *
   * @param conflicts places that both sides changed, in their order
   */
  public record Merged(ObjectNode document, List<Conflict> conflicts) {

    /** Copies the list. */
    public Merged {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * A place that both sides changed, each otherwise.
   *
   * @param place JSON pointer in which items of lists stand by their names; of a list where both
   *     sides put its items into another order, and then the values are the names in that order
   * @param base what stood there, or null
   * @param local what the local side has there, or null where it took it away
   * @param upgrade what the other side has there, or null where it took it away
   */
  public record Conflict(
      String place,
      @Nullable JsonNode base,
      @Nullable JsonNode local,
      @Nullable JsonNode upgrade) {}

  private DocumentMerge(Predicate<String> takesUpgrade) {
    this.takesUpgrade = takesUpgrade;
  }

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
      Map<String, JsonNode> known = NamedItems.byNameOrText(array);
      for (JsonNode item : added) {
        JsonNode same = known.get(NamedItems.nameOrText(item));
        if (same instanceof ObjectNode object && item.isObject()) {
          item.properties().forEach(entry -> addTo(object, entry.getKey(), entry.getValue()));
        } else if (same == null) {
          array.add(item.deepCopy());
        }
      }
    }
  }

  /** What both sides made of the base; where both changed a place the local side stands. */
  public static Merged merge(ObjectNode base, ObjectNode local, ObjectNode upgrade) {
    return merge(base, local, upgrade, place -> false);
  }

  /**
   * The same, decided place by place.
   *
   * @param takesUpgrade whether the other side stands at a place that both changed
   */
  public static Merged merge(
      ObjectNode base, ObjectNode local, ObjectNode upgrade, Predicate<String> takesUpgrade) {
    DocumentMerge merge = new DocumentMerge(takesUpgrade);
    JsonNode merged = merge.value(base, local, upgrade, "");
    return new Merged((ObjectNode) Objects.requireNonNull(merged), merge.conflicts);
  }

  private @Nullable JsonNode value(
      @Nullable JsonNode base, @Nullable JsonNode local, @Nullable JsonNode upgrade, String place) {
    if (Objects.equals(local, upgrade) || Objects.equals(base, upgrade)) {
      return local;
    }
    if (Objects.equals(base, local)) {
      return upgrade;
    }
    if (local instanceof ObjectNode left && upgrade instanceof ObjectNode right) {
      return objects(base, left, right, place);
    }
    if (local instanceof ArrayNode left && upgrade instanceof ArrayNode right) {
      NamedItems items = NamedItems.of(base, left, right);
      if (items != null) {
        return lists(items, place);
      }
    }
    return takesUpgrade(new Conflict(place, base, local, upgrade)) ? upgrade : local;
  }

  private boolean takesUpgrade(Conflict conflict) {
    conflicts.add(conflict);
    return takesUpgrade.test(conflict.place());
  }

  private JsonNode objects(
      @Nullable JsonNode base, ObjectNode local, ObjectNode upgrade, String place) {
    ObjectNode result = local.objectNode();
    Set<String> names = new LinkedHashSet<>();
    local.fieldNames().forEachRemaining(names::add);
    upgrade.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode merged =
          value(
              base == null ? null : base.get(name),
              local.get(name),
              upgrade.get(name),
              place + Problem.pointer(name));
      if (merged != null) {
        result.set(name, merged);
      }
    }
    return result;
  }

  private JsonNode lists(NamedItems items, String place) {
    boolean isReordered =
        items.isReordered()
            && takesUpgrade(
                new Conflict(place, items.baseOrder(), items.localOrder(), items.upgradeOrder()));
    ArrayNode result = items.list();
    for (String name : items.order(isReordered)) {
      JsonNode merged = item(items, name, place + Problem.pointer(name));
      if (merged != null) {
        result.add(merged);
      }
    }
    return result;
  }

  /** Two new items of one name have nothing in common, so they are not mixed. */
  private @Nullable JsonNode item(NamedItems items, String name, String place) {
    JsonNode base = items.base(name);
    JsonNode local = items.local(name);
    JsonNode upgrade = items.upgrade(name);
    boolean isNewTwice = base == null && local != null && upgrade != null && !local.equals(upgrade);
    if (isNewTwice) {
      return takesUpgrade(new Conflict(place, null, local, upgrade)) ? upgrade : local;
    }
    return value(base, local, upgrade, place);
  }
}
